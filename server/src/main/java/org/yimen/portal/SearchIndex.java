package org.yimen.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.VersionPublished;
import org.yimen.platform.Text;
import org.yimen.search.Findable;
import org.yimen.search.Finder;

/** Keeps the index of what can be found as fresh as the catalogue. */
@Component
class SearchIndex {

    static final String ITEM = "item";

    private final Catalogue catalogue;
    private final Finder finder;
    private volatile List<ItemVersion> indexed = List.of();

    SearchIndex(Catalogue catalogue, Finder finder) {
        this.catalogue = catalogue;
        this.finder = finder;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        fill(catalogue.published());
    }

    /** After the catalogue itself has read what was published. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void published(VersionPublished published) {
        fill(catalogue.published());
    }

    /** Where another node published, or a version came into force at midnight, the next search notices. */
    void refresh() {
        List<ItemVersion> now = catalogue.published();
        if (!now.equals(indexed)) {
            fill(now);
        }
    }

    private synchronized void fill(List<ItemVersion> items) {
        finder.replaceAll(items.stream().map(SearchIndex::findable).toList());
        indexed = items;
    }

    private static Findable findable(ItemVersion item) {
        var body = new ArrayList<String>();
        add(body, item.summary());
        add(body, item.result().name());
        item.conditions().forEach(condition -> add(body, condition.text()));
        item.materials().forEach(material -> add(body, material.name()));
        item.faq().forEach(faq -> add(body, faq.question()));
        return new Findable(item.code(), ITEM, texts(item.name()), item.aliases(), String.join(" ", body));
    }

    private static void add(List<String> body, Text text) {
        body.addAll(texts(text));
    }

    private static List<String> texts(Text text) {
        @Nullable String english = text.en();
        return english == null
                ? List.of(text.zh())
                : Stream.of(text.zh(), english).toList();
    }
}

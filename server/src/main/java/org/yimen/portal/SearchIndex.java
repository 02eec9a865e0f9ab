package org.yimen.portal;

import java.util.List;
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
import org.yimen.knowledge.Library;
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
        finder.replaceAll(
                items.stream().map(item -> Library.findable(item, ITEM)).toList());
        indexed = items;
    }
}

package org.yimen.application;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseFile;
import org.yimen.catalogue.ItemVersion;

/** The links outside that this city has. */
@Component
class LoopLinks {

    private final ObjectProvider<LoopLink> links;
    private final List<LoopLink> more = new CopyOnWriteArrayList<>();

    LoopLinks(ObjectProvider<LoopLink> links) {
        this.links = links;
    }

    /** Besides those that are beans; until it is taken out again. */
    void add(LoopLink link) {
        more.add(link);
    }

    void remove(LoopLink link) {
        more.remove(link);
    }

    boolean concern(ItemVersion item) {
        return all().anyMatch(link -> link.concerns(item));
    }

    /** The first link that keeps a delivered case open; a refusal has none. */
    Optional<LoopLink> missing(CaseFile<State> file, ItemVersion item) {
        return file.state() instanceof State.Delivered
                ? all().filter(link -> link.concerns(item) && !link.isDone(file))
                        .findFirst()
                : Optional.empty();
    }

    private Stream<LoopLink> all() {
        return Stream.concat(links.stream(), more.stream());
    }
}

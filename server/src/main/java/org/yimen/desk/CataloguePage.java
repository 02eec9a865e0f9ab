package org.yimen.desk;

import java.util.List;
import org.yimen.application.web.EventWords;
import org.yimen.catalogue.ItemVersion;

/** What is public and what is a draft. */
public record CataloguePage(DeskFrame frame, List<ItemVersion> published, List<Draft> drafts, EventWords events) {

    public CataloguePage {
        published = List.copyOf(published);
        drafts = List.copyOf(drafts);
    }

    /** @param findings how many things stand against publishing it */
    public record Draft(ItemVersion version, int findings) {}
}

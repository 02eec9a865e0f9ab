package org.yimen.portal;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.web.Page;
import org.yimen.search.Finder;

/** 搜索: what people type into the lintel. */
@Controller
class SearchController {

    private static final int MOST_HITS = 20;
    private static final int LONGEST_QUERY = 100;

    private final SearchIndex index;
    private final Finder finder;
    private final Catalogue catalogue;

    SearchController(SearchIndex index, Finder finder, Catalogue catalogue) {
        this.index = index;
        this.finder = finder;
        this.catalogue = catalogue;
    }

    @GetMapping("/search")
    ModelAndView search(@RequestParam(name = "q", defaultValue = "") String typed) {
        String query = typed.strip();
        String asked = query.length() <= LONGEST_QUERY ? query : query.substring(0, LONGEST_QUERY);
        return Page.show("portal/search", new SearchPage(asked, asked.isEmpty() ? List.of() : find(asked)));
    }

    private List<ItemVersion> find(String query) {
        index.refresh();
        return finder.find(query, MOST_HITS).stream()
                .filter(hit -> hit.kind().equals(SearchIndex.ITEM))
                .flatMap(hit -> catalogue.current(hit.id()).stream())
                .toList();
    }
}

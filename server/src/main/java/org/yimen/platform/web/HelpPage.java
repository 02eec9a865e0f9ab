package org.yimen.platform.web;

import java.util.List;

/** A page of text in sections; the words are {@code platform.help.<name>-<section>} and {@code -<section>-text}. */
public record HelpPage(String name, List<String> sections) {

    static final HelpPage ACCESSIBILITY = new HelpPage("accessibility", List.of("done", "modes", "limits", "report"));
    static final HelpPage PRIVACY = new HelpPage("privacy", List.of("what", "why", "who", "cookies", "rights"));

    public HelpPage {
        sections = List.copyOf(sections);
    }
}

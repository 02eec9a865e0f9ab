package org.yimen.catalogue;

import java.util.List;
import org.yimen.platform.RuleBroken;

/** A version that may not be published, with everything that stands against it. */
public class PublishRefused extends RuleBroken {

    private final transient List<Finding> findings;

    private PublishRefused(String code, List<Finding> findings, Object... arguments) {
        super(code, arguments);
        this.findings = List.copyOf(findings);
    }

    static PublishRefused because(List<Finding> findings, String item, int number) {
        return new PublishRefused("catalogue.publish.refused", findings, item, number, findings.size());
    }

    static PublishRefused notDraft(String item, int number) {
        return new PublishRefused("catalogue.publish.not-draft", List.of(), item, number);
    }

    public List<Finding> findings() {
        return findings;
    }
}

package org.yimen.application;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * 复议决定、判决: what a reviewing organ or a court said of a decision of this office. Articles are of 行政复议法; what a court may
 * say stands in 行政诉讼法, which nobody has read here (unverified).
 *
 * @param organ who said it, and {@code number} of its document
 * @param on the day on the document
 * @param effectiveOn from which day it binds: a decision on review when it is served (art. 75), a judgment when it is final
 * @param days within how many natural days it orders to decide anew; null where it names none
 * @param procedural set aside because of the procedure: then the same may be decided again (art. 64(2))
 */
public record Judgment(
        Body body,
        Kind kind,
        String organ,
        String number,
        LocalDate on,
        LocalDate effectiveOn,
        @Nullable Integer days,
        boolean procedural) {

    public static final int LONGEST = 100;
    public static final int MOST_DAYS = 180;

    public enum Body {
        /** 行政复议机关. */
        REVIEW,
        /** 人民法院. */
        COURT;

        /** The message key of its name. */
        public String key() {
            return "application.judgment.body-" + name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Kind {
        /** 撤销 (art. 64). */
        SET_ASIDE("撤销", "第六十四条"),
        /** 撤销并责令重新作出 (art. 64). */
        DECIDE_ANEW("撤销并责令重新作出", "第六十四条"),
        /** 变更 (art. 63): what the office refused is to be granted. */
        VARIED("变更", "第六十三条"),
        /** 确认违法 (art. 65): it is not set aside. */
        UNLAWFUL("确认违法", "第六十五条");

        private final String chinese;
        private final String article;

        Kind(String chinese, String article) {
            this.chinese = chinese;
            this.article = article;
        }

        /** As a paper says it. */
        public String chinese() {
            return chinese;
        }

        /** Of 行政复议法. */
        public String article() {
            return article;
        }

        /** The message key of its name. */
        public String key() {
            return "application.judgment.kind-"
                    + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What was decided first. */
    public enum What {
        REFUSAL("不予决定"),
        NON_ACCEPTANCE("不予受理决定"),
        GRANT("准予决定");

        private final String chinese;

        What(String chinese) {
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }

        /** The message key of its name. */
        public String key() {
            return "application.judgment.of-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

package org.yimen.application;

import java.util.UUID;

/**
 * 当面表示: whoever stood at the window when something was done in the applicant's name, and what proves that it was he.
 *
 * @param person the applicant himself, or who acts for him
 */
public record Present(UUID person, By by) {

    /** What proved it; a typed number never does. */
    public enum By {
        /** The reader found his identity card to be his. */
        CARD("已读身份证"),
        /** He showed the code that he had made himself. */
        CODE("已核本人办事码"),
        /** He was being served under the number that he had drawn himself. */
        CALLED("本人取号，正在办理");

        private final String said;

        By(String said) {
            this.said = said;
        }
    }

    /** As the records of a case have it. */
    public String said() {
        return "本人到窗口当面表示（" + by.said + "）";
    }
}

package org.yimen.rating;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** 评价渠道: by which way a rating came. Whichever comes first is the one that counts, and all keep the same record. */
public enum Channel {
    /** The page of whoever is signed in. */
    WEB,
    /** The same, put on the home screen of a phone. */
    APP,
    /** The same, opened inside WeChat. */
    WECHAT,
    /** The link of a message. */
    SMS,
    /** The code on a receipt. */
    RECEIPT,
    /** The code on a ticket. */
    TICKET,
    /** The code that stands at a window. */
    WINDOW,
    /** The tablet before a window. */
    EVALUATOR,
    KIOSK,
    BANK,
    TELECOM,
    /** 12345: an operator entered it for a caller. */
    HOTLINE;

    private static final Set<Channel> OWN = Set.of(WEB, APP, WECHAT);

    private static final String WECHAT_BROWSER = "MicroMessenger";

    /** {@code evaluator}, as it is kept and as message keys spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** Those that bring a paper or a message with a link of its own. */
    static List<Channel> linked() {
        return List.of(SMS, RECEIPT);
    }

    /**
     * By what somebody came who opened a page.
     *
     * @param via what the link says, or empty
     * @param agent the browser's own name, or empty
     * @param own by which of his own terminals he came, by its code
     */
    public static Channel ofPage(String via, String agent, String own) {
        return Stream.concat(linked().stream(), Stream.of(WINDOW, TICKET))
                .filter(each -> each.code().equals(via))
                .findFirst()
                .or(() -> agent.contains(WECHAT_BROWSER) ? Optional.of(WECHAT) : Optional.empty())
                .or(() -> of(own).filter(OWN::contains))
                .orElse(WEB);
    }
}

package org.yimen.custody;

/** What somebody does with an original. */
public sealed interface Act {

    /** Gives it out of the hand, to whoever serves the other place. */
    record HandOn(Place to) implements Act {}

    /** The other side has it in the hand. */
    record Confirm() implements Act {}

    /** The other side does not take it over: the giver answers for it as before. */
    record Refuse(Reason reason, String note) implements Act {}

    /** The giver has it still, or again. */
    record TakeBack() implements Act {}

    /** 退还 to the applicant or who may take it for him. */
    record GiveBack(Taker taker) implements Act {}

    /** 归档: it goes into the file of the case, on this shelf, where a second one finds it before it counts as archived. */
    record Archive(String shelf) implements Act {}

    /** Who holds it wants it destroyed, for a reason: its owner has some days to fetch it, and a second one must consent. */
    record Doom(String reason) implements Act {}

    /** 销毁: the second one consents. */
    record Destroy() implements Act {}

    /** It stays: the second one does not consent, or the first thinks better of it. */
    record Spare(String reason) implements Act {}

    /**
     * 报失.
     *
     * @param next what is done about it now, as its owner reads it
     */
    record ReportLost(String reason, String next) implements Act {}

    /** Somebody has it in the hand again. */
    record Find() implements Act {}

    /** It will not be found: how it was made good, as its owner reads it. */
    record SettleLoss(String how) implements Act {}

    /** Why a receiver refuses. */
    enum Reason {
        NOT_RECEIVED,
        WRONG_PAPER,
        INCOMPLETE
    }
}

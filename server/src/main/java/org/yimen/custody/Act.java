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

    /** 归档: it stays in the file of the case, on this shelf. */
    record Archive(String shelf) implements Act {}

    /** 销毁, for a reason. */
    record Destroy(String reason) implements Act {}

    /** Why a receiver refuses. */
    enum Reason {
        NOT_RECEIVED,
        WRONG_PAPER,
        INCOMPLETE
    }
}

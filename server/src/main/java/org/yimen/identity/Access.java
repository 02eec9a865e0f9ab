package org.yimen.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that somebody had to do with a person's data.
 *
 * @param staffName and {@code post} empty where the person did it himself
 * @param field what was shown in full, where something was
 * @param reason as chosen (a key) or typed
 */
public record Access(
        UUID id,
        UUID person,
        Kind kind,
        Instant at,
        Channel channel,
        @Nullable UUID staff,
        String staffName,
        String post,
        @Nullable Field field,
        String reason,
        @Nullable UUID caseId) {

    /** What happened. */
    public enum Kind {
        LOOKED_UP,
        UNMASKED,
        CARD_READ,
        CODE_SHOWN,
        REUSED,
        EXPORTED,
        MARKED,
        /** Somebody who knew the number of the case and the tail of the applicant's asked how far it is. */
        PROGRESS_ASKED,
        /** An officer opened a file that the person handed in. */
        OPENED,
        /** At the window a clerk took a paper over that he had given before. */
        PAPERS_REUSED,
        /** A body that was ordered to examine something saw what the person handed in. */
        THIRD_PARTY
    }

    /** What pages mask. */
    public enum Field {
        NAME,
        NUMBER,
        PHONE,
        ADDRESS,
        /** 申请内容: names and addresses that he wrote into one application. */
        ANSWERS,
        /** 留言、咨询和诉求原文: numbers that somebody wrote where he may write anything. */
        WORDS
    }
}

package org.yimen.organisation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a letter of authority allows. Each right is granted, and missed, by itself. */
public enum Right {
    /** 受理权: accept or decline in the department's name. */
    ACCEPT,
    /** 审批决定权: take the decision. */
    DECIDE,
    /** 协调催办权: urge any colleague or department on a case. */
    URGE,
    /** 流程控制权: assign, return and speed a case. */
    CONTROL,
    /** Extend the term once as the head of the office (行政许可法 art. 42(1)). */
    EXTEND,
    /**
     * Extend the term once as the head of the government, where it ordered unified, joint or concentrated handling
     * (行政许可法 arts. 26(2), 42(2)); only in letters of the {@linkplain Department#GOVERNMENT government}.
     */
    EXTEND_JOINT,
    /** 签发: issue the licence after the decision. */
    ISSUE,
    /** 录入权: key cases of an item into the system of its line, e.g. a ministry's. Decides nothing. */
    ENTER;

    /** What a department can be given: all but what is its government's. */
    public static Set<Right> ofDepartments() {
        return Arrays.stream(values()).filter(right -> right != EXTEND_JOINT).collect(Collectors.toUnmodifiableSet());
    }

    /** {@code EXTEND_JOINT} → {@code extend-joint}, the end of message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package org.yimen.organisation;

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
    /** 签发: issue the licence after the decision. */
    ISSUE,
    /** 录入权: key cases of an item into the system of its line, e.g. a ministry's. Decides nothing. */
    ENTER
}

package org.yimen.hotline;

import java.util.List;

/** 渠道: by which way an order came in; all ways lead to the same types and the same limits. */
public final class OrderChannels {

    public static final String PHONE = "phone";
    public static final String WINDOW = "window";
    public static final String WEB = "web";
    public static final String APP = "app";
    public static final String WECHAT = "wechat";
    public static final String WEIBO = "weibo";
    public static final String LETTER = "letter";
    public static final String BOX = "box";
    public static final String MONITORING = "monitoring";

    /** What an officer may say of an order that he takes down; boxes and monitoring have their own registers. */
    public static final List<String> TAKEN_DOWN = List.of(PHONE, WINDOW, LETTER, WEB, APP, WECHAT, WEIBO);

    private OrderChannels() {}
}

package org.yimen.audit;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the commands of the log say, in the language of the machine. */
record Words(ResourceBundle bundle) {

    static Words ofMachine() {
        return new Words(ResourceBundle.getBundle("i18n.audit", Locale.getDefault()));
    }

    /** Before the first logger: without Spring Boot nobody else tells logback how much to say. */
    static void logAsCommand() {
        System.setProperty("logback.configurationFile", "commands-logback.xml");
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(arguments);
    }
}

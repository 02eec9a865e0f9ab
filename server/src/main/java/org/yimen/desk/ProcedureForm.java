package org.yimen.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.procedure.ProcedureRefused;

/** What an officer typed into a form of a special procedure. */
record ProcedureForm(MultiValueMap<String, String> fields) {

    String value(String field) {
        String first = fields.getFirst(field);
        return first == null ? "" : first.strip();
    }

    List<String> values(String field) {
        return fields.getOrDefault(field, List.of());
    }

    boolean truth(String field) {
        String said = value(field);
        if (!said.equals("true") && !said.equals("false")) {
            throw new ProcedureRefused("procedure.nothing-chosen");
        }
        return said.equals("true");
    }

    UUID uuid(String field) {
        return uuidOf(value(field));
    }

    static UUID uuidOf(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException forged) {
            throw new ProcedureRefused("procedure.nobody-chosen");
        }
    }

    LocalDate day(String field) {
        try {
            return org.yimen.platform.web.Typed.day(value(field));
        } catch (DateTimeException wrong) {
            throw new ProcedureRefused("procedure.moment");
        }
    }

    /** A day and an hour as the fields of a browser send them. */
    Instant moment() {
        try {
            return org.yimen.platform.web.Typed.day(value("day"))
                    .atTime(LocalTime.parse(value("hour")))
                    .atZone(CityTime.ZONE)
                    .toInstant();
        } catch (DateTimeException wrong) {
            throw new ProcedureRefused("procedure.moment");
        }
    }

    /** To be shown again with the reason why it was refused. */
    Typed typed(RuleBroken refusal) {
        var typed = new HashMap<String, List<String>>();
        fields.forEach((field, values) -> typed.put(field, List.copyOf(values)));
        return new Typed(typed, refusal);
    }

    /** Does it and goes on, or shows the form again. */
    static ModelAndView done(String to, Runnable act, Function<RuleBroken, ModelAndView> refused) {
        try {
            act.run();
        } catch (RuleBroken refusal) {
            return refused.apply(refusal);
        }
        return Page.goTo(to);
    }
}

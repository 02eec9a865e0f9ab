package org.yimen.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.ClockPages;
import org.yimen.catalogue.Dictionaries.Part;
import org.yimen.catalogue.Guide;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Mode;
import org.yimen.catalogue.Office;
import org.yimen.document.Qr;
import org.yimen.notify.Enquiry;
import org.yimen.platform.Kebab;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Crumb;
import org.yimen.platform.ui.Fact;
import org.yimen.platform.ui.LimitBar;
import org.yimen.platform.ui.MaterialRow;
import org.yimen.platform.ui.Tag;
import org.yimen.platform.web.Words;
import org.yimen.rating.Publication;
import org.yimen.rating.Rates;
import org.yimen.time.TimeLimit;

/**
 * The guide of an item, generated from its version.
 *
 * @param zh the guide for a Chinese reader, and {@code en} for an English one: the reader's is picked in the template
 * @param asked what others asked and an office made public
 * @param rated what is public of how it was rated
 * @param theme the first theme, for the way back
 */
public record GuidePage(
        ItemVersion item,
        Office office,
        Guide zh,
        Guide en,
        String chartZh,
        String chartEn,
        @Nullable Text theme,
        Qr.SvgPath qr,
        List<Enquiry.Faq> asked,
        Rated rated) {

    public GuidePage {
        asked = List.copyOf(asked);
    }

    /**
     * What is public of how the item was rated.
     *
     * @param rates of the present period; null where too few rated
     * @param stars what they make; 0 where too few rated
     */
    public record Rated(@Nullable Rates rates, int stars, List<Publication> said) {
        public Rated {
            said = List.copyOf(said);
        }
    }

    private static final int MINUTES_PER_QUESTION = 1;
    private static final int QUESTIONS_PER_MINUTE = 2;

    public Guide guide(Words words) {
        return english(words) ? en : zh;
    }

    public String chart(Words words) {
        return english(words) ? chartEn : chartZh;
    }

    private static boolean english(Words words) {
        return words.locale().getLanguage().equals("en");
    }

    public List<Crumb> crumbs(Words words) {
        boolean person = item.audiences().contains(ItemVersion.Audience.PERSON);
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(Crumb.of(words.say("portal.home.crumb"), "/"));
        crumbs.add(Crumb.of(
                words.say(person ? "portal.people.title" : "portal.firms.title"), person ? "/people" : "/firms"));
        if (theme != null) {
            crumbs.add(Crumb.of(
                    words.text(theme),
                    (person ? "/people#" : "/firms#") + item.themes().getFirst()));
        }
        return crumbs;
    }

    public List<String> tags(Words words) {
        var tags = new ArrayList<String>();
        tags.add(words.say("portal.type." + Kebab.of(item.type())));
        for (Mode.Channel channel : Mode.Channel.values()) {
            if (item.mode().channels().contains(channel)) {
                tags.add(words.say("portal.channel." + Kebab.of(channel)));
            }
        }
        tags.add(words.say("portal.scope." + Kebab.of(item.mode().scope())));
        return tags;
    }

    public List<LimitBar> limits(Words words) {
        TimeLimit promised = item.limits().promised();
        TimeLimit statutory = item.limits().statutory();
        var bars = new ArrayList<LimitBar>();
        bars.add(new LimitBar(
                words.say("portal.guide.promised"), promised.amount(), ClockPages.limit(promised, words), true));
        bars.add(
                statutory == null
                        ? new LimitBar(words.say("portal.guide.statutory"), 0, words.say("portal.guide.no-law"), false)
                        : new LimitBar(
                                words.say("portal.guide.statutory"),
                                statutory.amount(),
                                ClockPages.limit(statutory, words),
                                false));
        return bars;
    }

    public List<Fact> facts(Words words) {
        long bring = item.broughtByApplicant().stream()
                .filter(material -> material.required() && material.onlyIf() == null)
                .count();
        Text reason = item.visits().reason();
        return List.of(
                new Fact(
                        words.say("portal.guide.trips"),
                        words.count("times", item.visits().number()),
                        reason == null ? words.say("portal.guide.no-trip") : words.text(reason)),
                new Fact(
                        words.say("portal.guide.fee"),
                        words.say(item.fee().charged() ? "portal.guide.charged" : "portal.guide.free"),
                        words.say(item.fee().charged() ? "portal.guide.charged-note" : "portal.guide.free-note")),
                new Fact(
                        words.say("portal.guide.bring"),
                        bring == 0 && !item.broughtByApplicant().isEmpty()
                                ? words.say("portal.guide.by-case")
                                : words.say("portal.guide.things", bring),
                        words.say(
                                "portal.guide.bring-note",
                                item.materials().size(),
                                item.materials().size() - bring)));
    }

    /** True where something on the page is marked 未核实, so that its foot says what that means. */
    public boolean marksUnverified(Words words) {
        return guide(words).disclosures().stream()
                        .flatMap(section -> section.entries().stream())
                        .anyMatch(Guide.Entry::unverified)
                || (item.commitment() != null && !item.commitment().basis().verified());
    }

    public List<MaterialRow> materials(Words words) {
        return item.materials().stream()
                .map(material -> marked(material, row(material, words), words))
                .toList();
    }

    /** Where nobody has read the article that lets it be asked for, the row says so. */
    private static MaterialRow marked(Material material, MaterialRow row, Words words) {
        ItemVersion.Basis basis = material.basis();
        if (basis == null || basis.verified()) {
            return row;
        }
        String mark = words.say("portal.guide.basis-unverified");
        Text note = row.note();
        Text said = note == null
                ? new Text(mark, mark)
                : new Text(
                        note.zh() + words.say("portal.guide.and") + mark,
                        note.en() == null ? null : note.en() + words.say("portal.guide.and") + " " + mark);
        return new MaterialRow(row.name(), said, row.need(), row.how(), row.href());
    }

    private static MaterialRow row(Material material, Words words) {
        return switch (material.supply()) {
            case FORM ->
                new MaterialRow(
                        material.name(),
                        material.note(),
                        Tag.of(words.say("portal.guide.generated")),
                        words.say("portal.guide.by-form"),
                        null);
            case SHARED ->
                new MaterialRow(
                        material.name(),
                        issuer(material, words),
                        new Tag(words.say("portal.guide.not-needed"), null, "govuk-tag--green"),
                        words.say("portal.guide.fetched"),
                        null);
            case APPLICANT ->
                new MaterialRow(
                        material.name(),
                        material.note(),
                        need(material, words),
                        words.say(
                                material.onlyIf() != null
                                        ? "portal.guide.if-it-applies"
                                        : material.tolerable() ? "portal.guide.later" : "portal.guide.upload"),
                        null);
        };
    }

    private static @Nullable Text issuer(Material material, Words words) {
        Text issuer = material.issuer();
        if (issuer == null) {
            return material.note();
        }
        String said = words.say("portal.guide.shared-by", issuer);
        return new Text(said, said);
    }

    private static Tag need(Material material, Words words) {
        if (!material.required()) {
            return new Tag(words.say("portal.guide.optional"), null, "govuk-tag--grey");
        }
        if (material.onlyIf() != null) {
            // Counted among what nobody need bring, so it must not be called compulsory here.
            return new Tag(words.say("portal.guide.by-case"), null, "govuk-tag--grey");
        }
        return material.tolerable()
                ? new Tag(words.say("portal.guide.tolerable"), null, "govuk-tag--yellow")
                : new Tag(words.say("portal.guide.required"), null, "govuk-tag--grey");
    }

    /** 受理审查要点: what the window looks at, for everybody to know before he comes. */
    public List<Material> looked() {
        return item.materials().stream()
                .filter(material -> !material.checkpoints().isEmpty())
                .toList();
    }

    /** Materials with a sample, to show what a good one looks like. */
    public List<Material> samples() {
        return item.broughtByApplicant().stream()
                .filter(material -> material.sample() != null)
                .toList();
    }

    public static String anchor(Guide.Section section) {
        return section.shows().name().toLowerCase(Locale.ROOT);
    }

    public static boolean is(Guide.Section section, String part) {
        return section.shows() == Part.valueOf(part);
    }

    /** How long filling in takes, roughly; said with "about". */
    public int minutes() {
        int questions = item.leastQuestions();
        int uploads = item.broughtByApplicant().size();
        return Math.max(5, questions / QUESTIONS_PER_MINUTE + uploads * MINUTES_PER_QUESTION);
    }
}

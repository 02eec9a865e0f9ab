package org.yimen.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Dossier;
import org.yimen.application.Start.How;
import org.yimen.application.web.EventWords;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identity.Acting;
import org.yimen.identity.CardChecks;
import org.yimen.identity.CardReader;
import org.yimen.identity.Person;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups.Marker;
import org.yimen.licence.Licence;
import org.yimen.licence.Standing;
import org.yimen.notify.Enquiry;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;

/**
 * What the applicant at the window has begun, and what he can begin.
 *
 * @param name masked, but for a firm
 * @param agents who may act for the firm today
 * @param cases what was handed in and is not finished, newest first
 * @param item the chosen item, as sent
 * @param person the chosen agent, as sent
 * @param hand what one number brings up beside that
 * @param error message key of what is wrong
 */
public record IntakePage(
        DeskFrame frame,
        UUID holder,
        String name,
        String number,
        List<Person> agents,
        boolean entity,
        List<Open> drafts,
        List<Running> cases,
        List<ItemVersion> items,
        String item,
        String person,
        @Nullable String error,
        EventWords events,
        AtHand hand,
        Said said) {

    /** What he has asked and what of his cases he may still rate; never what he said of a service. */
    public record Said(List<Enquiry> enquiries, List<Text> toRate) {
        public Said {
            enquiries = List.copyOf(enquiries);
            toRate = List.copyOf(toRate);
        }
    }

    public IntakePage {
        agents = List.copyOf(agents);
        drafts = List.copyOf(drafts);
        cases = List.copyOf(cases);
        items = List.copyOf(items);
    }

    /**
     * Who he is and what else he has.
     *
     * @param how how he came up; a card or a code prove that it is he
     * @param lapsed true where a card or code was shown too long ago
     * @param prints true where a code may be printed for the card that was just read
     * @param over cases that are finished, newest first
     * @param self the person; null of a firm
     * @param parts in whose names he may act; of a firm none
     * @param stopped how the last card was wrong, or null
     * @param hall his number at this window, his bookings and home visits
     */
    public record AtHand(
            How how,
            boolean lapsed,
            boolean prints,
            List<Running> over,
            List<Held> licences,
            @Nullable Person self,
            List<Marker> markers,
            List<Acting.Part> parts,
            boolean reads,
            List<CardReader.Sample> samples,
            CardChecks.@Nullable Stop stopped,
            List<Line> orders,
            HallSide hall) {
        public AtHand {
            orders = List.copyOf(orders);
            over = List.copyOf(over);
            licences = List.copyOf(licences);
            markers = List.copyOf(markers);
            parts = List.copyOf(parts);
            samples = List.copyOf(samples);
        }

        /** What the tag says of how he is known. */
        public String known() {
            return "desk.person." + (lapsed ? "lapsed" : how.name().toLowerCase(Locale.ROOT));
        }

        public boolean verified() {
            return how != How.TYPED;
        }

        public String stop() {
            return Counter.said(stopped);
        }

        /** Groups that are not marked yet. */
        public List<SpecialGroup> open() {
            return SpecialGroup.noted()
                    .filter(group -> markers.stream().noneMatch(marker -> marker.group() == group))
                    .toList();
        }
    }

    /** A licence and how it stands today. */
    public record Held(Licence licence, Standing standing) {}

    /** True where the error is about the marker. */
    public boolean markerWrong() {
        return error != null && (error.startsWith("desk.special.") || error.startsWith("identity.special."));
    }

    /**
     * A draft and the version that it is filled in for.
     *
     * @param passed its pre-check passed, and nothing was changed since
     * @param shut it was begun elsewhere, and only a typed number says that its applicant is here
     */
    public record Open(Dossier draft, ItemVersion item, boolean passed, boolean shut) {}

    public boolean somethingShut() {
        return drafts.stream().anyMatch(Open::shut);
    }

    /** A case that is not finished, and what it is about. */
    public record Running(Summary file, Text item) {}

    /** Names the beginning of a draft, so that a second click begins none; another one each time the page is shown. */
    public UUID key() {
        return UUID.randomUUID();
    }

    /** What this visit may be for, to be ticked when it is done. */
    public List<Choice> matters(Words words) {
        return Stream.concat(
                        drafts.stream()
                                .map(open -> Choice.of(
                                        open.draft().id().toString(),
                                        words.say(
                                                "hall.turn.draft",
                                                words.text(open.item().name())))),
                        cases.stream()
                                .map(running -> Choice.of(
                                        running.file().id().value().toString(),
                                        words.text(running.item()) + " "
                                                + running.file().number())))
                .toList();
    }

    /** The items by their department, in the order of the list. */
    public Map<String, List<ItemVersion>> byDepartment() {
        var groups = new LinkedHashMap<String, List<ItemVersion>>();
        for (ItemVersion version : items) {
            groups.merge(version.department(), List.of(version), (some, more) -> {
                var all = new ArrayList<>(some);
                all.addAll(more);
                return all;
            });
        }
        return groups;
    }
}

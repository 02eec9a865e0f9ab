package org.yimen.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.hotline.OrderType;
import org.yimen.hotline.OrderTypes.Topic;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identity.Person;
import org.yimen.knowledge.Found;
import org.yimen.organisation.Department;
import org.yimen.phone.CallDesk;
import org.yimen.phone.PhoneCall;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;

/** The pages of the phone desk: waiting for a call, and one call with everything that may be made of it. */
public final class PhonePages {

    private PhonePages() {}

    /**
     * Nobody is on the line yet.
     *
     * @param onDuty true where the roster has him on duty now
     * @param seated true where he has signed in at his phone
     * @param gaps how many stretches of the coming week nobody covers
     * @param lines true where a simulated exchange lets a call ring
     * @param order what was just registered, or null
     * @param error key of why the last step was refused, or null
     */
    public record WaitingPage(
            DeskFrame frame,
            boolean onDuty,
            boolean seated,
            List<PhoneCall> ringing,
            List<PhoneCall> missed,
            List<PhoneCall> latest,
            Instant now,
            int gaps,
            boolean rosters,
            boolean counts,
            boolean lines,
            @Nullable String done,
            @Nullable UUID order,
            @Nullable String error) {

        public WaitingPage {
            ringing = List.copyOf(ringing);
            missed = List.copyOf(missed);
            latest = List.copyOf(latest);
        }
    }

    /**
     * One call.
     *
     * @param found somebody whom the operator looked up by his number, with the name that stands for him in the form
     * @param told orders of which he may tell the caller that they are there and how far they are, and no more
     * @param cases the running cases of those people, by person
     * @param similar open orders about the same topic
     * @param answers what is published and near to what was typed
     * @param sources those that the answer shall cite
     */
    public record CallScreen(
            DeskFrame frame,
            PhoneCall call,
            CallDesk.Caller caller,
            @Nullable Person found,
            List<Line> orders,
            List<Line> told,
            Map<UUID, List<Summary>> cases,
            Map<UUID, Text> items,
            List<Line> similar,
            List<Found> answers,
            List<String> sources,
            List<OrderType> types,
            List<Topic> topics,
            List<Department> departments,
            Map<String, String> values,
            Map<String, String> errors,
            String key) {

        /** Ends of a call for which there is no order. */
        public static final List<String> ENDS = List.of("booking", "other");

        public CallScreen {
            orders = List.copyOf(orders);
            told = List.copyOf(told);
            cases = Map.copyOf(cases);
            items = Map.copyOf(items);
            similar = List.copyOf(similar);
            answers = List.copyOf(answers);
            sources = List.copyOf(sources);
            types = List.copyOf(types);
            topics = List.copyOf(topics);
            departments = List.copyOf(departments);
            values = Map.copyOf(values);
            errors = Map.copyOf(errors);
        }

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        public @Nullable String error(String field) {
            return errors.get(field);
        }

        public List<Choice> kinds(Words words) {
            return Stream.concat(
                            types.stream().map(each -> Choice.of(each.code(), words.text(each.name()))),
                            ENDS.stream().map(each -> Choice.of(each, words.say("phone.type." + each))))
                    .toList();
        }

        public List<Option> about(Words words) {
            return Option.orNone(
                    words.say("hotline.field.choose"),
                    topics.stream().map(each -> Option.of(each.code(), words.text(each.name()))));
        }

        public List<Option> units(Words words) {
            return Option.orNone(
                    words.say("phone.call.nobody"),
                    departments.stream().map(each -> Option.of(each.code(), words.text(each.shortName()))));
        }

        /** Who it may be; taken for him only where the operator says so. */
        public List<Choice> people(Words words) {
            return Stream.concat(
                            Stream.of(Choice.of("", words.say("phone.call.not-sure"))),
                            Stream.concat(
                                    caller.people().stream()
                                            .map(each -> Choice.of(
                                                    each.id().toString(),
                                                    each.maskedName() + " " + each.maskedCitizenId())),
                                    found == null
                                            ? Stream.of()
                                            : Stream.of(Choice.of(
                                                    value("found"),
                                                    found.maskedName() + " " + found.maskedCitizenId()))))
                    .toList();
        }

        public List<Choice> cited(Words words) {
            return answers.stream()
                    .map(each -> Choice.of(each.source(), words.text(each.title())))
                    .toList();
        }

        public List<EmergencyLine> lines() {
            return List.of(EmergencyLine.values());
        }

        public String number(EmergencyLine line) {
            return CallDesk.number(line);
        }

        public boolean isCallBack() {
            return call.missedWhy() != null;
        }
    }
}

package org.yimen.desk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.hotline.OrderChoices;
import org.yimen.hotline.OrderType;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.OrderTypes.Topic;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identity.Person;
import org.yimen.knowledge.Found;
import org.yimen.knowledge.Question;
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
     * @param order what was just registered or asked about again, or null
     * @param number of that order, to be told to the caller; or empty
     * @param error key of why the last step was refused, or null
     */
    public record WaitingPage(
            DeskFrame frame,
            UUID operator,
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
            String number,
            @Nullable String error) {

        public WaitingPage {
            ringing = List.copyOf(ringing);
            missed = List.copyOf(missed);
            latest = List.copyOf(latest);
        }
    }

    /** What the words point to, of what is not chosen yet. */
    public record Guess(@Nullable Topic topic, @Nullable Area area) {

        public boolean isThere() {
            return topic != null || area != null;
        }

        /** What is filled in where the operator says that it is right. */
        public Map<String, String> fields() {
            var fields = new LinkedHashMap<String, String>();
            if (topic != null) {
                fields.put("topic", topic.code());
            }
            if (area != null) {
                fields.put("area", area.code());
            }
            return fields;
        }

        /** The same as a script takes it: {@code topic=housing&area=629901001}. */
        public String spelled() {
            return fields().entrySet().stream()
                    .map(field -> field.getKey() + "=" + field.getValue())
                    .collect(Collectors.joining("&"));
        }

        public String named(Words words) {
            return words.list(Stream.of(
                            topic == null ? null : words.text(topic.name()),
                            area == null ? null : words.text(area.name()))
                    .filter(Objects::nonNull)
                    .toList());
        }
    }

    /**
     * One call.
     *
     * @param found somebody whom the operator looked up by his number, with the name that stands for him in the form
     * @param orders what he has brought before, as far as this officer may read it beside his name, the newest call's first
     * @param recalled what was said and answered in the first of them, by order
     * @param asked what he asked in earlier calls, by call
     * @param told where complaints of this calling number stand, of which he learns nothing else
     * @param cases the running cases of those people, by person
     * @param similar open orders about the same topic
     * @param answers what is published and near to what was typed
     * @param sources those that the answer shall cite
     * @param firm name of the firm whose credit code was typed, or null
     */
    public record CallScreen(
            DeskFrame frame,
            PhoneCall call,
            CallDesk.Caller caller,
            @Nullable Person found,
            List<Line> orders,
            Map<UUID, CallDesk.Standing> recalled,
            Map<UUID, Question> asked,
            List<String> told,
            Map<UUID, List<Summary>> cases,
            Map<UUID, Text> items,
            List<Line> similar,
            List<Found> answers,
            List<String> sources,
            List<OrderType> types,
            List<Topic> topics,
            List<Area> areas,
            Guess guess,
            List<Department> departments,
            @Nullable String firm,
            Map<String, String> values,
            Map<String, String> errors,
            String key) {

        /** Ends of a call for which there is no order. */
        public static final List<String> ENDS = List.of("booking", "other");

        public CallScreen {
            orders = List.copyOf(orders);
            recalled = Map.copyOf(recalled);
            asked = Map.copyOf(asked);
            areas = List.copyOf(areas);
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
            return OrderChoices.topics(topics, words);
        }

        public List<Option> places(Words words) {
            return OrderChoices.areas(areas, words);
        }

        /** About which of the cases of those people he complains. */
        public List<Option> files(Words words) {
            return Option.orNone(
                    words.say("hotline.field.no-case"),
                    cases.values().stream()
                            .flatMap(List::stream)
                            .map(file -> Option.of(
                                    file.id().value().toString(),
                                    file.number() + " "
                                            + words.text(
                                                    items.getOrDefault(file.id().value(), Text.of(""))))));
        }

        /** Of which he may ask again. */
        public List<Choice> remindable(Words words) {
            return orders.stream()
                    .filter(line -> line.row().takesReminders())
                    .map(line ->
                            Choice.of(line.row().id().toString(), line.row().number() + " " + words.text(line.topic())))
                    .toList();
        }

        /** Where there is only one, it is that one. */
        public String reminded(Words words) {
            List<Choice> all = remindable(words);
            String only = all.size() == 1 ? all.getFirst().value() : null;
            return value("order").isEmpty() && only != null ? only : value("order");
        }

        public List<Option> units(Words words) {
            return OrderChoices.departments(departments, "phone.call.nobody", words);
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

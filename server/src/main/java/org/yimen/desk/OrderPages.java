package org.yimen.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.hotline.OrderChannels;
import org.yimen.hotline.OrderChoices;
import org.yimen.hotline.OrderType;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.OrderTypes.Topic;
import org.yimen.hotline.OrderView;
import org.yimen.hotline.OrderWords;
import org.yimen.hotline.WorkOrders.Figure;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identity.Disclosures;
import org.yimen.organisation.Department;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;

/** The pages of the desk around work orders, beside the order itself. */
public final class OrderPages {

    private OrderPages() {}

    /**
     * What this officer may see.
     *
     * @param next where the next page begins, or null on the last
     */
    public record OrdersPage(
            DeskFrame frame,
            List<Line> rows,
            OrderWords events,
            List<OrderType> types,
            String status,
            String type,
            String number,
            boolean registers,
            boolean dispatches,
            boolean counts,
            java.time.LocalDate today,
            @Nullable String next,
            boolean first) {

        public static final List<String> GROUPS = List.of("open", "replied", "escalated", "ended");

        public OrdersPage {
            rows = List.copyOf(rows);
            types = List.copyOf(types);
        }

        public List<Option> statuses(Words words) {
            return Option.orNone(
                    words.say("hotline.list.all"),
                    GROUPS.stream().map(each -> Option.of(each, words.say("hotline.list." + each))));
        }

        public List<Option> kinds(Words words) {
            return Option.orNone(
                    words.say("hotline.list.all-types"),
                    types.stream().map(each -> Option.of(each.code(), words.text(each.name()))));
        }

        public boolean late(Line line) {
            var due = line.row().dueOn();
            return line.row().open() && due != null && due.isBefore(today);
        }

        public String query(String before) {
            return "/desk/orders?status=" + status + "&type=" + type + "&before=" + before;
        }
    }

    /**
     * The next order to dispatch, and those behind it.
     *
     * @param page the order, or null where none waits
     */
    public record DispatchPage(
            DeskFrame frame,
            List<Line> waiting,
            @Nullable ActOrderPage page,
            @Nullable OrderPage order,
            boolean done) {
        public DispatchPage {
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * The form of one command.
     *
     * @param then where to go on afterwards, or empty for the order's own page
     */
    public record ActOrderPage(
            DeskFrame frame,
            OrderView view,
            OrderWords events,
            OrderForm form,
            List<OrderForm.Field> fields,
            List<Department> departments,
            List<OrderType> types,
            List<Topic> topics,
            List<Area> areas,
            String key,
            String then) {

        public ActOrderPage {
            topics = List.copyOf(topics);
            areas = List.copyOf(areas);
            fields = List.copyOf(fields);
            departments = List.copyOf(departments);
            types = List.copyOf(types);
        }

        /** The units to which it may go: never the accused, and a bad rating to nobody but whoever served. */
        public List<Option> units(Words words) {
            var served = view.matter().accused();
            List<Department> open = served != null && isRating()
                    ? departments.stream()
                            .filter(each -> each.code().equals(served.department()))
                            .toList()
                    : possible();
            return OrderChoices.departments(open, words);
        }

        public List<Choice> checks(Words words) {
            return possible().stream()
                    .map(each -> Choice.of(each.code(), words.text(each.shortName())))
                    .toList();
        }

        /** 办不成事: the department that could not do it is asked for its reason, so it stays among them. */
        private List<Department> possible() {
            var accused = view.matter().accused();
            return departments.stream()
                    .filter(each -> accused == null
                            || !each.code().equals(accused.department())
                            || (accused.departmentMends() && !isRating()))
                    .toList();
        }

        private boolean isRating() {
            return view.type().origin() == OrderType.Origin.RATING;
        }

        public String unit() {
            String suggested = view.suggested();
            return !form.value("unit").isEmpty() || suggested == null ? form.value("unit") : suggested;
        }

        public List<Choice> choices(OrderForm.Field field, Words words) {
            return field.name().equals("type")
                    ? types.stream()
                            .filter(each -> !each.code().equals(view.type().code()))
                            .map(each -> Choice.of(each.code(), words.text(each.name())))
                            .toList()
                    : field.choices().stream()
                            .map(each -> Choice.of(each, words.say("hotline." + field.name() + "." + each)))
                            .toList();
        }

        public List<Option> options(OrderForm.Field field, Words words) {
            return switch (field.name()) {
                case "topic" -> OrderChoices.topics(topics, words);
                case "department" -> OrderChoices.departments(departments, "hotline.field.nobody", words);
                default -> OrderChoices.areas(areas, words);
            };
        }

        public @Nullable String barred() {
            return view.choices().stream()
                    .filter(choice -> choice.code().equals(form.code()))
                    .map(OrderView.Choice::refusal)
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Somebody calls or stands at the window.
     *
     * @param person the name under which he was looked up, see {@link LookedUp}, where his number was found
     * @param cases and {@code orders} what he has here already
     */
    public record CallPage(
            DeskFrame frame,
            @Nullable String person,
            String name,
            String masked,
            List<Summary> cases,
            Map<UUID, Text> items,
            List<Line> orders,
            List<OrderType> types,
            List<Topic> topics,
            List<Area> areas,
            List<Department> departments,
            Map<String, String> values,
            Map<String, String> errors,
            String key) {

        public CallPage {
            cases = List.copyOf(cases);
            items = Map.copyOf(items);
            orders = List.copyOf(orders);
            types = List.copyOf(types);
            topics = List.copyOf(topics);
            areas = List.copyOf(areas);
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
            return types.stream()
                    .map(each -> Choice.of(each.code(), words.text(each.name())))
                    .toList();
        }

        public List<Option> about(Words words) {
            return OrderChoices.topics(topics, words);
        }

        public List<Choice> channels(Words words) {
            return OrderChannels.TAKEN_DOWN.stream()
                    .map(each -> Choice.of(each, words.say("hotline.channel." + each)))
                    .toList();
        }

        public List<Option> places(Words words) {
            return OrderChoices.areas(areas, words);
        }

        public List<Option> accused(Words words) {
            return OrderChoices.departments(departments, "hotline.field.nobody", words);
        }

        public List<Option> files(Words words) {
            return Option.orNone(
                    words.say("hotline.field.no-case"),
                    cases.stream()
                            .map(each -> Option.of(
                                    each.id().value().toString(),
                                    each.number() + " "
                                            + words.text(
                                                    items.getOrDefault(each.id().value(), Text.of(""))))));
        }
    }

    /**
     * Name or phone of a reporter in full.
     *
     * @param shown what was asked for, or null before it was
     */
    public record ReporterPage(
            DeskFrame frame,
            OrderView view,
            String field,
            String reason,
            @Nullable String error,
            @Nullable String shown,
            String key) {
        public List<String> reasons() {
            return Disclosures.REASONS;
        }
    }

    /** The figures of a month, with the names of the types. */
    public record FiguresPage(
            DeskFrame frame,
            List<Figure> figures,
            Map<String, Text> names,
            java.time.LocalDate from,
            java.time.LocalDate until) {
        public FiguresPage {
            figures = List.copyOf(figures);
            names = Map.copyOf(names);
        }

        public Text name(Figure figure) {
            return names.getOrDefault(figure.type(), Text.of(figure.type()));
        }
    }
}

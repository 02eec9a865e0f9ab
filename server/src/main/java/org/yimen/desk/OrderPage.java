package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.ClockPages;
import org.yimen.hotline.OrderFiles;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.OrderView;
import org.yimen.hotline.OrderWords;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.Reporters;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.improvement.Occasions;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Action;
import org.yimen.platform.ui.Action.Weight;
import org.yimen.platform.ui.Barred;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ClockView;
import org.yimen.platform.web.Words;

/**
 * A work order at the desk.
 *
 * @param done what has just been done to it, or null
 * @param code by which an anonymous reporter reads the answer, for the officer who took it down and tells him
 * @param files what came with it
 * @param merged how many other reporters read the same answer
 * @param publishes true where he may publish the answer to an issue of public opinion
 * @param wrong what is wrong with the file that was sent along, or null
 * @param showsReporter true where this officer may ask who it was
 * @param callsBack whom he asks whether it is done and may have called, to be shown masked; null where he asks nobody
 */
public record OrderPage(
        DeskFrame frame,
        OrderView view,
        OrderWords events,
        @Nullable String done,
        @Nullable String code,
        List<OrderFiles.Filed> files,
        int merged,
        boolean showsReporter,
        @Nullable Reporter callsBack,
        boolean publishes,
        @Nullable RuleBroken wrong,
        String key) {

    public OrderPage {
        files = List.copyOf(files);
    }

    static final String REPORTERS = "reporter";

    /** Of a file: what the reporter brought, or what the office has itself. */
    static final List<String> WHOSE = List.of(REPORTERS, "own");

    /** 变相审批: what the public reports of it can become a suspicion, on which somebody rules. */
    public boolean suspects() {
        return view.row().topic().equals(Occasions.SUSPECTED);
    }

    private static final Set<String> GRAVE = Set.of("decline", "return", "conclude");

    /** What one usually does in a state comes first, under the key 1. */
    private static final List<String> FIRST = List.of(
            "accept",
            "respond",
            "confirm",
            "dispatch",
            "resolve",
            "opine",
            "contribute",
            "resume",
            "agree",
            "conclude");

    OrderPage refused(RuleBroken refusal) {
        return new OrderPage(
                frame, view, events, done, code, files, merged, showsReporter, callsBack, publishes, refusal, key);
    }

    /** 谁的材料: asked where there is a reporter. */
    public List<Choice> whose(Words words) {
        return instruction() == null
                ? WHOSE.stream()
                        .map(each -> Choice.of(each, words.say("hotline.whose." + each)))
                        .toList()
                : List.of();
    }

    /** As it stands before he says it. */
    public String usually() {
        return Reporters.brings(view.row(), frame.officer()) ? REPORTERS : "own";
    }

    /** With what has ended nothing more is put. */
    public boolean takesFiles() {
        return OrderFiles.takes(view.row().status());
    }

    public String base() {
        return "/desk/orders/" + view.file().id().value();
    }

    public List<ClockView> clocks(Words words) {
        return ClockPages.views(view.clocks(), view.today(), words);
    }

    public List<Action> actions(Words words) {
        List<String> open = view.choices().stream()
                .filter(OrderView.Choice::isOpen)
                .map(OrderView.Choice::code)
                .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                .toList();
        return IntStream.range(0, open.size())
                .mapToObj(i -> Action.link(
                        base() + "/do/" + open.get(i),
                        words.say("hotline.do." + named(open.get(i))),
                        words.say("hotline.what." + named(open.get(i))),
                        i < 9 ? Integer.toString(i + 1) : "",
                        i == 0 ? Weight.MAIN : GRAVE.contains(open.get(i)) ? Weight.BAD : Weight.PLAIN))
                .toList();
    }

    /** What a command is called here: of what was raised, accepting is having read it, and confirming closes it. */
    private String named(String code) {
        WorkOrder.Instruction instruction = instruction();
        if (instruction == null) {
            return code.equals("return") && view.state() instanceof State.Handling ? "hand-back" : code;
        }
        return switch (code) {
            case "accept" -> "read";
            case "confirm" -> instruction.firm() ? "confirm-firm" : "close";
            case "withdraw" -> "take-back";
            default -> code;
        };
    }

    /** What an officer wants who raised it, or null where somebody reported it. */
    public WorkOrder.@Nullable Instruction instruction() {
        return view.matter().instruction();
    }

    public OrderRow.@Nullable Raised raised() {
        return view.row().raised();
    }

    private static int rank(String code) {
        int at = FIRST.indexOf(code);
        return at < 0 ? FIRST.size() : at;
    }

    /** What others may do here, and why he may not; nothing where the order is none of his. */
    public List<Barred> barred(Words words) {
        var barred = new ArrayList<Barred>();
        for (OrderView.Choice choice : view.choices()) {
            String refusal = choice.refusal();
            if (refusal != null
                    && FIRST.contains(choice.code())
                    && !choice.code().equals("agree")) {
                barred.add(new Barred(
                        words.say("desk.case.may-not", words.say("hotline.do." + named(choice.code()))),
                        words.say(refusal)));
            }
        }
        return barred;
    }

    /** Before the caller has confirmed it the answer is only an answer. */
    public boolean answered() {
        return view.reply() != null;
    }

    public boolean urgent() {
        return view.matter().hurries();
    }

    /** Whom it accuses; by name for nobody who takes orders down or sends them on: a number would tell him whose it is. */
    public @Nullable String accused(Words words) {
        WorkOrder.Accused accused = view.matter().accused();
        if (accused == null) {
            return null;
        }
        String department = events.unit(accused.department(), words);
        if (accused.person() == null) {
            return department;
        }
        boolean takesDown =
                frame.officer().holds(OrderPosts.OPERATOR) || frame.officer().holds(OrderPosts.DISPATCHER);
        return takesDown
                ? words.say("hotline.order.accused-named", department)
                : department + " " + events.colleague(accused.person());
    }

    public @Nullable String unit(Words words) {
        String unit = view.row().unit();
        return unit == null ? null : events.unit(unit, words);
    }

    public boolean consulting() {
        return view.state() instanceof State.Consulting;
    }

    public List<WorkOrder.View> views() {
        return view.state() instanceof State.Consulting(var _, var talk) ? talk.views() : List.of();
    }
}

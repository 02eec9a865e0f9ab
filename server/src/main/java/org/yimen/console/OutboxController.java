package org.yimen.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StaffMember;
import org.yimen.notify.Message;
import org.yimen.notify.Message.State;
import org.yimen.notify.Outbox;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 发件箱: what goes out by phone and mail and what became of it; neither to whom nor what it says. */
@Controller
public class OutboxController {

    private static final int PAGE = 50;

    private final Administrators administrators;
    private final Outbox outbox;

    OutboxController(Administrators administrators, Outbox outbox) {
        this.administrators = administrators;
        this.outbox = outbox;
    }

    /**
     * The outbox.
     *
     * @param state the one that is shown, or null for all
     * @param older the message after which the next page begins, or null
     */
    public record OutboxPage(
            ConsoleFrame frame,
            List<Message> messages,
            Map<State, Long> counts,
            @Nullable State state,
            @Nullable UUID older,
            boolean again) {
        public OutboxPage {
            messages = List.copyOf(messages);
        }

        public String key(State one) {
            return "console.outbox.state-" + one.name().toLowerCase(Locale.ROOT);
        }

        /** What it is about, without its arguments. */
        public String kind(Message message, Words words) {
            String key = "console.outbox.kind-" + message.template().replace('.', '-');
            return words.knows(key) ? words.say(key) : message.template();
        }

        public String why(Message message, Words words) {
            String why = message.why();
            if (why == null) {
                return "";
            }
            String key = "console.outbox.why-" + why;
            return words.knows(key) ? words.say(key) : why;
        }
    }

    @GetMapping("/console/system/outbox")
    ModelAndView list(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "false") boolean again) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.OUTBOX);
        State shown = Arrays.stream(State.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(state))
                .findFirst()
                .orElse(null);
        Message before =
                after == null ? null : outbox.find(staff.region(), after).orElse(null);
        List<Message> messages = outbox.outgoing(
                staff.region(), shown == null ? List.of(State.values()) : List.of(shown), before, PAGE + 1);
        boolean more = messages.size() > PAGE;
        List<Message> page = more ? messages.subList(0, PAGE) : messages;
        return Page.show(
                "console/outbox",
                new OutboxPage(
                        frame,
                        page,
                        outbox.counts(staff.region()),
                        shown,
                        more ? page.getLast().id() : null,
                        again));
    }

    /** Once more, where it got nowhere; the state that it leaves guards against two clicks. */
    @PostMapping("/console/system/outbox/{id}/again")
    ModelAndView again(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        var _ = administrators.in(ConsoleArea.OUTBOX, staff);
        boolean again = outbox.again(staff.region(), id, staff.staffId().toString());
        return Page.goTo("/console/system/outbox" + (again ? "?again=true" : ""));
    }
}

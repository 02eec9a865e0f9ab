package org.yimen.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.DataRights;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.Masks;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StaffMember;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Enquiries.Asker;
import org.yimen.notify.Enquiry;
import org.yimen.notify.Letterbox;
import org.yimen.notify.Message;
import org.yimen.notify.NotifyRefused;
import org.yimen.notify.Outbox;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/** 留言与咨询: what people wrote on their cases and asked about items, and who of the office owes them an answer. */
@Controller("deskTalk")
public class TalkController {

    private static final int PAGE = 50;
    private static final int MOST_REMINDERS = 30;

    private final Officers officers;
    private final OpenCases cases;
    private final Talks talks;
    private final Remarks remarks;
    private final Enquiries enquiries;
    private final Outbox outbox;
    private final Letterbox letterbox;
    private final Catalogue catalogue;
    private final Counter counter;
    private final ApplicationDesk desk;
    private final EventWords events;
    private final People people;
    private final Directory directory;
    private final InstantSource time;

    TalkController(
            Officers officers,
            OpenCases cases,
            Talks talks,
            Remarks remarks,
            Enquiries enquiries,
            Outbox outbox,
            Letterbox letterbox,
            Catalogue catalogue,
            Counter counter,
            ApplicationDesk desk,
            EventWords events,
            People people,
            Directory directory,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.talks = talks;
        this.remarks = remarks;
        this.enquiries = enquiries;
        this.outbox = outbox;
        this.letterbox = letterbox;
        this.catalogue = catalogue;
        this.counter = counter;
        this.desk = desk;
        this.events = events;
        this.people = people;
        this.directory = directory;
        this.time = time;
    }

    /**
     * What waits for an answer.
     *
     * @param counts unanswered texts by department, for whoever watches over the centre
     * @param overseen open questions of others, for heads and the centre
     */
    public record TalkPage(
            DeskFrame frame,
            List<Remark> waiting,
            List<Enquiry> enquiries,
            List<Enquiry> overseen,
            Map<String, Integer> counts,
            List<Letterbox.Letter> reminders,
            TakingDown taking,
            EventWords events,
            LocalDate today) {
        public TalkPage {
            waiting = List.copyOf(waiting);
            enquiries = List.copyOf(enquiries);
            overseen = List.copyOf(overseen);
            reminders = List.copyOf(reminders);
        }

        /** What he is told and has not looked at before now. */
        public List<Letterbox.Letter> unseen() {
            return reminders.stream().filter(Letterbox.Letter::unread).toList();
        }

        public List<Letterbox.Letter> seen() {
            return reminders.stream().filter(letter -> !letter.unread()).toList();
        }

        public boolean offered(Enquiry enquiry) {
            return frame.officer().id().equals(enquiry.receiver());
        }
    }

    /**
     * The form for a question that was asked aloud or by phone.
     *
     * @param items that may be asked about
     * @param typed what was sent, where it was refused
     * @param refusal why, or null
     */
    public record TakingDown(
            List<ItemVersion> items, Typed typed, @Nullable RuleBroken refusal, String key) {
        public TakingDown {
            items = List.copyOf(items);
        }

        public List<Option> options(Words words) {
            return Option.orNone(
                    words.say("desk.talk.choose"),
                    items.stream().map(item -> Option.of(item.code(), words.text(item.name()))));
        }

        /** The field that is wrong. */
        public String field() {
            return refusal == null ? "" : Typed.fieldOf(refusal, "question");
        }

        public @Nullable ErrorMessage error(String field, Words words) {
            return refusal == null || !field.equals(field())
                    ? null
                    : ErrorMessage.of(
                            words.say(refusal.code(), refusal.arguments().toArray()));
        }
    }

    /** A thread, for the office. */
    public record ThreadPage(
            DeskFrame frame,
            CaseView view,
            List<Remark> thread,
            EventWords events,
            boolean mayAnswer,
            String typed,
            @Nullable NotifyRefused refusal,
            String key,
            LocalDate today) {
        public ThreadPage {
            thread = List.copyOf(thread);
        }

        public @Nullable ErrorMessage error(Words words) {
            return said(refusal, words);
        }
    }

    /**
     * A question.
     *
     * @param asker masked
     * @param callBack the number to call, for the owner of a question whose asker is not known; else null
     * @param colleagues to whom it may be handed
     */
    public record EnquiryPage(
            DeskFrame frame,
            Enquiry enquiry,
            String asker,
            @Nullable String callBack,
            List<Option> colleagues,
            EventWords events,
            String typed,
            @Nullable NotifyRefused refusal,
            LocalDate today) {
        public EnquiryPage {
            colleagues = List.copyOf(colleagues);
        }

        public boolean owns() {
            return enquiry.owner().equals(frame.officer().id());
        }

        public boolean named() {
            return frame.officer().id().equals(enquiry.receiver());
        }

        public @Nullable ErrorMessage error(Words words) {
            return said(refusal, words);
        }
    }

    private static @Nullable ErrorMessage said(@Nullable NotifyRefused refusal, Words words) {
        return refusal == null
                ? null
                : ErrorMessage.of(words.say(refusal.code(), refusal.arguments().toArray()));
    }

    @GetMapping("/desk/talk")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        return list(
                officers.in(DeskArea.TALK, staff),
                taking(new Typed(new LinkedMultiValueMap<>()), null, newKey()),
                HttpStatus.OK);
    }

    /** 首问负责 of what is asked aloud or by phone: who takes it down owns it. */
    @PostMapping("/desk/talk/enquiries")
    ModelAndView takeDown(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam FormKey key,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.TALK, staff);
        var typed = new Typed(fields);
        try {
            ItemVersion item = catalogue
                    .current(typed.text("item"))
                    .orElseThrow(() -> Typed.flaw("desk.talk.item-missing", "item"));
            boolean byPhone = typed.text("how").equals("phone");
            Asker asker = typed.maybe("number").isPresent()
                    ? Asker.known(counter.lookedUp(officer, typed, "number"), byPhone)
                    : Asker.unknown(typed.text("name"), typed.text("phone"), byPhone);
            UUID id = enquiries.takeDown(
                    officer.region(),
                    asker,
                    new Enquiries.About(item.code(), item.name(), item.department()),
                    officer.id(),
                    key.value(),
                    typed.text("question"));
            return Page.goTo("/desk/enquiries/" + id);
        } catch (Typed.Flaw | NotifyRefused refusal) {
            return list(officer, taking(typed, refusal, newKey()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private TakingDown taking(Typed typed, @Nullable RuleBroken refusal, String key) {
        return new TakingDown(catalogue.published(), typed, refusal, key);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private ModelAndView list(Officer officer, TakingDown taking, HttpStatus status) {
        boolean all = officer.watchesAll();
        List<Enquiry> own = enquiries.waiting(officer.region(), officer.id());
        List<Message> told = outbox.inbox(officer.region(), officer.id(), null, MOST_REMINDERS);
        List<UUID> unseen = told.stream()
                .filter(message -> message.readAt() == null)
                .map(Message::id)
                .toList();
        if (!unseen.isEmpty()) {
            outbox.read(officer.region(), officer.id(), unseen);
        }
        return Page.show(
                "desk/talk",
                new TalkPage(
                        officers.frame(officer, DeskArea.TALK.href()),
                        talks.waiting(officer, PAGE),
                        own,
                        talks.overseen(officer).stream()
                                .filter(each -> !own.contains(each))
                                .toList(),
                        all ? new TreeMap<>(remarks.counts(officer.region())) : Map.of(),
                        letterbox.letters(told),
                        taking,
                        events,
                        today()),
                status);
    }

    @GetMapping("/desk/cases/{id}/talk")
    ModelAndView thread(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        if (Talks.mayAnswer(officer, view.item())) {
            remarks.seen(officer.region(), id, true);
        }
        return thread(officer, view, "", null, UUID.randomUUID().toString(), HttpStatus.OK);
    }

    @GivesFormBack
    @PostMapping("/desk/cases/{id}/talk")
    ModelAndView answer(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String text) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        if (!Talks.mayAnswer(officer, view.item())) {
            throw new AccessDeniedException("Supervision writes into no thread");
        }
        try {
            remarks.answer(about(view), officer.id(), DataRights.post(officer, view.item()), key.value(), text);
        } catch (NotifyRefused refusal) {
            return thread(officer, view, text, refusal, UUID.randomUUID().toString(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.goTo("/desk/cases/" + id + "/talk");
    }

    @GetMapping("/desk/enquiries/{id}")
    ModelAndView enquiry(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.TALK, staff);
        return enquiry(officer, find(officer, id), "", null, HttpStatus.OK);
    }

    @PostMapping("/desk/enquiries/{id}/answer")
    ModelAndView answerEnquiry(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String answer) {
        Officer officer = officers.in(DeskArea.TALK, staff);
        return asked(officer, id, answer, enquiry -> enquiries.answer(enquiry, officer, answer));
    }

    @PostMapping("/desk/enquiries/{id}/hand-over")
    ModelAndView handOver(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID to) {
        Officer officer = officers.in(DeskArea.TALK, staff);
        return asked(officer, id, "", enquiry -> {
            if (to == null) {
                throw new NotifyRefused("notify.enquiry.receiver");
            }
            enquiries.handOver(enquiry, officer, to);
        });
    }

    @PostMapping("/desk/enquiries/{id}/confirm")
    ModelAndView confirm(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String word) {
        Officer officer = officers.in(DeskArea.TALK, staff);
        return asked(officer, id, "", enquiry -> enquiries.confirm(enquiry, officer, word.equals("yes")));
    }

    @PostMapping("/desk/enquiries/{id}/publish")
    ModelAndView publish(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String answer) {
        Officer officer = officers.in(DeskArea.TALK, staff);
        return asked(officer, id, "", enquiry -> {
            // On the guide of an item its own department speaks.
            if (!talks.departments(officer).contains(enquiry.department())) {
                throw new AccessDeniedException("Not open to this post");
            }
            enquiries.publish(enquiry, officer, question, answer);
        });
    }

    private interface Act {
        void on(Enquiry enquiry);
    }

    private ModelAndView asked(Officer officer, UUID id, String typed, Act act) {
        Enquiry enquiry = find(officer, id);
        try {
            act.on(enquiry);
        } catch (NotifyRefused refusal) {
            return enquiry(officer, enquiry, typed, refusal, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        // Who gave it away, or declined it, need not see it any more.
        return Page.goTo(
                enquiries
                                .find(officer.region(), id)
                                .filter(now -> talks.mayRead(officer, now))
                                .isPresent()
                        ? "/desk/enquiries/" + id
                        : "/desk/talk");
    }

    private ModelAndView enquiry(
            Officer officer, Enquiry enquiry, String typed, @Nullable NotifyRefused refusal, HttpStatus status) {
        return Page.show(
                "desk/enquiry",
                new EnquiryPage(
                        officers.frame(officer, ""),
                        enquiry,
                        asker(enquiry),
                        callBack(officer, enquiry),
                        colleagues(officer, enquiry),
                        events,
                        typed,
                        refusal,
                        today()),
                status);
    }

    private String asker(Enquiry enquiry) {
        Enquiry.Caller caller = enquiry.caller();
        UUID person = enquiry.person();
        return caller != null
                ? Masks.name(caller.name())
                : person == null
                        ? ""
                        : people.find(person).map(Person::maskedName).orElse("");
    }

    /** Who must call back reads the number, until he has; nobody else does. */
    private static @Nullable String callBack(Officer officer, Enquiry enquiry) {
        Enquiry.Caller caller = enquiry.caller();
        return caller != null && !enquiry.answered() && enquiry.owner().equals(officer.id()) ? caller.phone() : null;
    }

    private List<Option> colleagues(Officer officer, Enquiry enquiry) {
        return Stream.of("examiner", "head", "chief")
                .map(role -> enquiry.department() + "/" + role)
                .flatMap(post -> directory.holders(officer.region(), post, today()).stream())
                .map(holder -> holder.staff())
                .filter(staff -> !staff.id().equals(officer.id()))
                .distinct()
                .map(staff -> Option.of(staff.id().toString(), staff.name()))
                .toList();
    }

    private Enquiry find(Officer officer, UUID id) {
        return enquiries
                .find(officer.region(), id)
                .filter(enquiry -> talks.mayRead(officer, enquiry))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView thread(
            Officer officer,
            CaseView view,
            String typed,
            @Nullable NotifyRefused refusal,
            String key,
            HttpStatus status) {
        return Page.show(
                "desk/thread",
                new ThreadPage(
                        officers.frame(officer, ""),
                        view,
                        remarks.of(officer.region(), view.file().id().value()),
                        events,
                        Talks.mayAnswer(officer, view.item()),
                        typed,
                        refusal,
                        key,
                        today()),
                status);
    }

    private Remark.About about(CaseView view) {
        var file = view.file();
        Text item = view.item().name();
        return new Remark.About(
                file.id().region(),
                file.id().value(),
                file.number(),
                item,
                file.department(),
                file.applicant(),
                desk.applicant(file).person());
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}

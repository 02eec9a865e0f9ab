package org.yimen.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.yimen.api.BadInput.Flaw;
import org.yimen.api.Bodies.CaseBody;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.Commitments.Offer;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.SharedFetches;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.Attempts;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.crypto.Sm3;
import org.yimen.exchange.Allowances;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Accesses;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.MachineCaller;
import org.yimen.identity.Onlooker;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;
import org.yimen.platform.Text;
import org.yimen.platform.web.Problems;

/**
 * Hands applications in, and what was asked for later, as a window clerk does for whoever stands before him: the machine
 * needs the post of the one-window intake.
 */
@RestController("apiSubmissions")
class SubmissionsController {

    private static final String KEY = "Idempotency-Key";
    private static final String CHANNEL = "api";
    private static final int MOST_FILES = 100;
    private static final Json JSON = Json.of();

    private final Callers callers;
    private final ApplicationDesk desk;
    private final Drafts drafts;
    private final SharedFetches fetches;
    private final WorkLists lists;
    private final Applicants applicants;
    private final People people;
    private final Entities entities;
    private final Catalogue catalogue;
    private final CaseViews views;
    private final Shown shown;
    private final Problems problems;
    private final Accesses accesses;
    private final Allowances allowances;
    private final Attempts attempts;
    private final AuditLog audit;
    private final InstantSource time;

    SubmissionsController(
            Callers callers,
            ApplicationDesk desk,
            Drafts drafts,
            SharedFetches fetches,
            WorkLists lists,
            Applicants applicants,
            People people,
            Entities entities,
            Catalogue catalogue,
            CaseViews views,
            Shown shown,
            Problems problems,
            Accesses accesses,
            Allowances allowances,
            Attempts attempts,
            AuditLog audit,
            InstantSource time) {
        this.callers = callers;
        this.desk = desk;
        this.drafts = drafts;
        this.fetches = fetches;
        this.lists = lists;
        this.applicants = applicants;
        this.people = people;
        this.entities = entities;
        this.catalogue = catalogue;
        this.views = views;
        this.shown = shown;
        this.problems = problems;
        this.accesses = accesses;
        this.allowances = allowances;
        this.attempts = attempts;
        this.audit = audit;
        this.time = time;
    }

    /** One file as it came, its base64 known to be right. */
    private record Enclosed(String material, String name, String base64) {
        byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }
    }

    @Operation(
            operationId = "submit",
            summary = "Hand in an application 提交申请",
            description = "Needs the post of the window. Whatever is missing comes back at once, field by field, and"
                    + " nothing is kept of it.")
    @PostMapping("/api/v1/applications")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CaseBody> submit(
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Bodies.Submission body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String once = check.key(key);
        String item = check.code("item", body.item());
        Map<String, List<String>> answers = check.answers(body.answers());
        List<Enclosed> files = files(check, body.files());
        check.done();
        Officer officer = atWindow(caller);
        ItemVersion version = catalogue
                .current(item)
                .orElseThrow(() -> attempts.told(
                        officer.region(),
                        Actor.officer(officer.id(), Counters.seat(officer)),
                        "application.attempt.begin",
                        CaseRuleBroken.beyondTheList("application.item.unknown", item)));
        Instant counted = allowances.lookUp(caller.machine());
        if (!Counters.standsFor(officer, version.department())) {
            throw CaseRuleBroken.withoutAuthority("application.may-not.not-yours");
        }
        Applicant applicant = applicant(officer, body.applicant());
        CaseFile<State> file = handIn(officer, version, applicant, answers, files, once, body);
        allowances.handedIn(caller.machine(), counted);
        CaseView view = views.view(file.id(), callers.actor(officer, version));
        return ResponseEntity.created(UriComponentsBuilder.fromPath("/api/v1/applications/{number}")
                        .build(file.number()))
                .eTag("\"" + view.file().version() + "\"")
                .body(shown.of(view, problems.words(request)));
    }

    private CaseFile<State> handIn(
            Officer officer,
            ItemVersion version,
            Applicant applicant,
            Map<String, List<String>> answers,
            List<Enclosed> files,
            String key,
            Bodies.Submission body) {
        Check.mustBeAsked(answers.keySet(), version.form());
        Dossier draft = drafts.create(applicant, version.code());
        boolean kept = false;
        try {
            if (Boolean.TRUE.equals(body.commitment())) {
                throw new CaseRuleBroken(unsigned(drafts.offer(draft)));
            }
            draft = drafts.answer(draft, answers);
            // 免证办: whoever sends a paper himself has none fetched for him.
            draft = drafts.bring(draft, files.stream().map(Enclosed::material).collect(Collectors.toSet()));
            for (Enclosed file : files) {
                draft = drafts.attach(draft, file.material(), file.name(), file.bytes());
            }
            List<Flaw> gaps =
                    drafts.gaps(draft).stream().map(SubmissionsController::flaw).toList();
            if (!gaps.isEmpty()) {
                throw new Incomplete(gaps);
            }
            Actor actor = callers.actor(officer, version);
            // Sent once more, it is answered as before, whatever a source would say now.
            if (Boolean.TRUE.equals(body.agreed()) && !lists.isAnswered(draft.region(), actor.id(), key)) {
                draft = fetched(draft, version);
            }
            CaseFile<State> file = desk.submit(draft, actor, CHANNEL, key, digest(JSON.write(body)));
            // Sent once more: the case of the first time answers, and this draft was for nothing.
            kept = file.id().value().equals(draft.id());
            return file;
        } finally {
            if (!kept) {
                drafts.retract(draft);
            }
        }
    }

    /** Why nothing is promised here: nobody signs for another, and not everybody could sign elsewhere. */
    private static String unsigned(Offer offer) {
        return switch (offer) {
            case Offer.Open _ -> "api.commitment.himself";
            case Offer.None _ -> "application.commitment.not-offered";
            case Offer.Excluded _, Offer.Broken _ -> offer.refusal().orElseThrow();
        };
    }

    /** What the sources did not give is the applicant's to bring: nothing is handed in without it. */
    private Dossier fetched(Dossier draft, ItemVersion version) {
        SharedFetches.Asked asked = fetches.ask(draft);
        if (asked.lacking().isEmpty()) {
            return asked.draft();
        }
        throw new Incomplete(asked.lacking().stream()
                .map(each -> new Flaw(
                        "files." + each.material(),
                        each.outcome() == SharedFetches.Fetched.Outcome.NONE
                                ? "api.file.not-found"
                                : "api.file.unfetched",
                        List.of(each.issuer(), name(each.material(), version))))
                .toList());
    }

    private static Text name(String material, ItemVersion version) {
        return version.materials().stream()
                .filter(each -> each.code().equals(material))
                .findFirst()
                .map(ItemVersion.Material::name)
                .orElseThrow(() -> new IllegalStateException("No material " + material));
    }

    private static Flaw flaw(Drafts.Gap gap) {
        return switch (gap) {
            case Drafts.Gap.Answer(var question, var finding) ->
                new Flaw("answers." + question.code(), finding.key(), finding.arguments());
            case Drafts.Gap.File(var material) ->
                new Flaw("files." + material.code(), "api.file.missing", List.of(material.name()));
            case Drafts.Gap.Commitment _ -> throw new IllegalStateException("Nothing is promised over the API");
        };
    }

    @Operation(
            operationId = "supply",
            summary = "Supply what the notice of defects, or a request after silence, asks for 补正",
            description = "All files of the notice in one request; the day of it is the day of acceptance if all is"
                    + " there. What was asked for after silence had accepted is supplied the same way, and no clock"
                    + " moves. Only by the system that handed the application in.")
    @PostMapping("/api/v1/applications/{number}/supply")
    ResponseEntity<CaseBody> supply(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Supplement body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String once = check.key(key);
        Long seen = check.seen(ifMatch);
        List<Enclosed> files = files(check, body.files());
        if (files.isEmpty()) {
            check.flaw("files", "api.field.missing");
        }
        check.done();
        CaseView view = callers.open(caller, number);
        Officer officer = atWindow(caller);
        var id = view.file().id();
        Dossier dossier = view.dossier();
        Application.DefectNotice notice = Application.asked(view.state()).orElse(null);
        if (notice != null) {
            mustSpeakForHim(view);
            List<String> sent = files.stream().map(Enclosed::material).toList();
            List<Flaw> missing = notice.defects().stream()
                    .map(Defect::material)
                    .distinct()
                    .filter(material -> !sent.contains(material))
                    .map(material -> new Flaw("files." + material, "api.file.asked", List.of()))
                    .toList();
            if (!missing.isEmpty()) {
                throw new Incomplete(missing);
            }
            for (Enclosed file : files) {
                // A repeat after an answer that never arrived finds its files filed already.
                dossier = desk.attach(
                        id, dossier, file.material(), file.name(), file.bytes(), day(body, file.material()));
            }
        }
        var actor = callers.actor(officer, view.item());
        List<String> materials =
                files.stream().map(Enclosed::material).distinct().toList();
        var _ = desk.supply(id, actor, once, seen, dossier, materials, digest(JSON.write(body)));
        CaseView now = views.view(id, actor);
        return ResponseEntity.ok()
                .eTag("\"" + now.file().version() + "\"")
                .body(shown.of(now, problems.words(request)));
    }

    private static List<String> day(Bodies.Supplement body, String material) {
        String day = body.days() == null ? null : body.days().get(material);
        return day == null ? List.of() : List.of(day);
    }

    /** Whoever may not hand in for others learns nothing of who is registered here. */
    private Officer atWindow(MachineCaller caller) {
        Officer officer = callers.officer(caller);
        if (!Counters.sitsAtOne(officer)) {
            throw new CaseRuleBroken("application.may-not.not-yours");
        }
        return officer;
    }

    /** Before any file is taken in: nothing is laid beside the papers of whom this system does not speak for. */
    private static void mustSpeakForHim(CaseView view) {
        view.choices().stream()
                .filter(choice -> choice.code().equals("supply"))
                .flatMap(choice -> Stream.ofNullable(choice.refusal()))
                .findFirst()
                .ifPresent(refusal -> {
                    throw new CaseRuleBroken(refusal);
                });
    }

    private Applicant applicant(Officer officer, Bodies.@Nullable ApplicantRef ref) {
        var check = new Check();
        Optional<CitizenId> citizen =
                ref == null || ref.citizenId() == null ? Optional.empty() : CitizenId.parse(ref.citizenId());
        Optional<CreditCode> firm =
                ref == null || ref.creditCode() == null ? Optional.empty() : CreditCode.parse(ref.creditCode());
        if (citizen.isEmpty()) {
            check.flaw("applicant.citizenId", "api.field.citizen-id");
        }
        if (ref != null && ref.creditCode() != null && firm.isEmpty()) {
            check.flaw("applicant.creditCode", "api.field.credit-code");
        }
        check.done();
        Optional<Person> person = citizen.flatMap(people::find);
        Optional<LegalEntity> entity = firm.flatMap(entities::find);
        LocalDate today = CityTime.day(time.instant());
        boolean acts = person.isPresent()
                && (firm.isEmpty()
                        || entity.flatMap(each -> each.operator(person.get().id(), today))
                                .isPresent());
        audit.record(
                officer.region(),
                officer.id().toString(),
                "api.applicant-lookup",
                person.map(Person::id).map(UUID::toString).orElse("unknown"),
                Map.of("found", Boolean.toString(acts)));
        // He reads who asked, before anything is said of him.
        person.ifPresent(found ->
                accesses.lookedUp(found.id(), new Onlooker(officer.id(), officer.name(), Counters.seat(officer))));
        if (!acts) {
            throw new BadInput("applicant", "api.applicant.unknown");
        }
        return applicants.of(person.get().id(), entity.map(LegalEntity::id).orElse(null));
    }

    private static List<Enclosed> files(Check check, @Nullable List<Bodies.@Nullable Attachment> sent) {
        List<Bodies.Attachment> list = check.list("files", sent, MOST_FILES);
        var files = new ArrayList<Enclosed>();
        for (int i = 0; i < list.size(); i++) {
            String field = "files[" + i + "]";
            Bodies.Attachment each = list.get(i);
            String material = check.code(field + ".material", each.material());
            String name = check.text(field + ".name", each.name());
            String content = check.base64(field + ".content", each.content());
            files.add(new Enclosed(material, name, content));
        }
        return files;
    }

    private static String digest(String text) {
        return Sm3.hex(text.getBytes(UTF_8));
    }
}

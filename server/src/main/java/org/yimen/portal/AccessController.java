package org.yimen.portal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditLog;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.document.Qr;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Acting;
import org.yimen.identity.Citizen;
import org.yimen.identity.Consents;
import org.yimen.identity.Delegations;
import org.yimen.identity.Disclosures;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.Terminals;
import org.yimen.identity.Verifications;
import org.yimen.identity.Verifications.VisitCode;
import org.yimen.licence.LicenceDesk;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;
import org.yimen.platform.Kebab;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.platform.web.TokenBuckets;
import org.yimen.platform.web.Words;

/** 谁看过我的信息, 到场码, 导出: what a person may know and take of his own data. */
@Controller
public class AccessController {

    private static final int PAGE = 30;
    private static final int MOST_CASES = 100;
    private static final Json JSON = Json.of();

    /** Codes and copies of one's data: twenty at once, and twenty an hour on and on. */
    private final TokenBuckets rate =
            new TokenBuckets(20.0 / Duration.ofHours(1).toSeconds(), 20);

    private final People people;
    private final Accesses accesses;
    private final Acting acting;
    private final Verifications verifications;
    private final Terminals terminals;
    private final Consents consents;
    private final RelyingParties systems;
    private final Delegations delegations;
    private final WorkLists lists;
    private final LicenceDesk licences;
    private final EventWords events;
    private final InstantSource time;
    private final AuditLog audit;
    private final String region;

    AccessController(
            People people,
            Accesses accesses,
            Acting acting,
            Verifications verifications,
            Terminals terminals,
            Consents consents,
            RelyingParties systems,
            Delegations delegations,
            WorkLists lists,
            LicenceDesk licences,
            EventWords events,
            InstantSource time,
            AuditLog audit,
            @Value("${yimen.region}") String region) {
        this.people = people;
        this.accesses = accesses;
        this.acting = acting;
        this.verifications = verifications;
        this.terminals = terminals;
        this.consents = consents;
        this.systems = systems;
        this.delegations = delegations;
        this.lists = lists;
        this.licences = licences;
        this.events = events;
        this.time = time;
        this.audit = audit;
        this.region = region;
    }

    /** One look. */
    public record Look(Access access, @Nullable String number, EventWords events) {

        public String what(Words words) {
            boolean printed = access.kind() == Access.Kind.CODE_SHOWN && access.staff() != null;
            return words.say("portal.access.kind-" + (printed ? "code-printed" : Kebab.of(access.kind())));
        }

        /** Department and post, in words. */
        public String office(Words words) {
            return access.post().contains("/") ? events.post(access.post(), words) : "";
        }

        public @Nullable String field(Words words) {
            Access.Field field = access.field();
            return field == null ? null : words.say("portal.access.field-" + Kebab.of(field));
        }

        /** Why, in words where it was chosen, else as it was typed. */
        public @Nullable String reason(Words words) {
            return switch (access.kind()) {
                case UNMASKED ->
                    (Disclosures.REASONS.contains(access.reason())
                                    || access.reason().equals("paper"))
                            ? words.say("portal.access.reason-" + access.reason())
                            : access.reason();
                case REUSED ->
                    words.say("portal.access.from-" + Kebab.of(access.reason().replace('@', '-')));
                case LOOKED_UP,
                        CARD_READ,
                        CODE_SHOWN,
                        EXPORTED,
                        MARKED,
                        PROGRESS_ASKED,
                        OPENED,
                        PAPERS_REUSED,
                        THIRD_PARTY -> null;
            };
        }

        public String channel(Words words) {
            return words.say("portal.access.channel-" + Kebab.of(access.channel()));
        }
    }

    /** A page of them, newest first. */
    public record AccessPage(List<Look> looks, @Nullable Instant older, boolean first) {
        public AccessPage {
            looks = List.copyOf(looks);
        }
    }

    /** The code to show; null before it is asked for. */
    public record CodePage(boolean verified, @Nullable VisitCode code, Qr.@Nullable SvgPath qr) {}

    @GetMapping("/me/access")
    ModelAndView looks(
            @RequestParam(required = false) @Nullable Instant before, @AuthenticationPrincipal Citizen citizen) {
        Instant from =
                before == null ? CityTime.startOf(CityTime.day(time.instant()).plusDays(1)) : before;
        List<Access> found = accesses.of(whose(citizen), from, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Access> shown = more ? found.subList(0, PAGE) : found;
        Map<UUID, String> numbers = numbers(shown);
        return Page.show(
                "portal/access",
                new AccessPage(
                        shown.stream()
                                .map(access -> {
                                    UUID file = access.caseId();
                                    return new Look(access, file == null ? null : numbers.get(file), events);
                                })
                                .toList(),
                        more ? shown.getLast().at() : null,
                        before == null));
    }

    /** His own; and his firm's while he acts for it, but not those of whom he acts for by a delegation. */
    private List<UUID> whose(Citizen citizen) {
        UUID firm = citizen.entityId();
        boolean acts = firm != null
                && citizen.principalId() == null
                && acting.current(citizen).isPresent();
        return acts ? List.of(citizen.personId(), firm) : List.of(citizen.personId());
    }

    private Map<UUID, String> numbers(List<Access> looks) {
        List<UUID> ids = looks.stream()
                .map(Access::caseId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return lists.byIds(region, ids).values().stream()
                .collect(Collectors.toMap(file -> file.id().value(), Summary::number));
    }

    /** 到场码: made on demand, because it works for some minutes only. */
    @GetMapping("/me/code")
    ModelAndView ask(@AuthenticationPrincipal Citizen citizen) {
        return Page.show(
                "portal/code",
                new CodePage(verifications.current(citizen.personId()).isPresent(), null, null));
    }

    @PostMapping("/me/code")
    ModelAndView show(@AuthenticationPrincipal Citizen citizen) {
        mustNotBeTooOften(citizen);
        VisitCode code = verifications.code(citizen.personId(), terminals.own()).orElse(null);
        return Page.show(
                "portal/code", new CodePage(code != null, code, code == null ? null : Qr.svgPath(code.text())));
    }

    /** Each of them is a line that he reads himself: it shall not drown the others. */
    private void mustNotBeTooOften(Citizen citizen) {
        if (rate.take(citizen.personId().toString()).isPresent()) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    /** 个人信息保护法 art. 45: all of it, in a form that machines read as well. */
    @PostMapping("/me/export")
    ResponseEntity<byte[]> export(@AuthenticationPrincipal Citizen citizen) {
        mustNotBeTooOften(citizen);
        UUID id = citizen.personId();
        Person person = people.find(id).orElseThrow();
        audit.record(region, id.toString(), "identity.own-data-exported", id.toString(), Map.of());
        accesses.note(id, Access.Kind.EXPORTED, terminals.own(), "");
        Instant now = time.instant();
        var all = new LinkedHashMap<String, Object>();
        all.put("exportedAt", now.toString());
        all.put(
                "person",
                Map.of(
                        "name", person.name(),
                        "citizenId", person.citizenId().value(),
                        "phone", person.phone(),
                        "address", person.address()));
        all.put(
                "consents",
                consents.of(id).stream()
                        .map(each ->
                                Map.of("notice", each.notice(), "at", each.at().toString(), "channel", each.channel()))
                        .toList());
        all.put(
                "signsInTo",
                systems.of(citizen).stream()
                        .map(each -> Map.of(
                                "system", each.name(),
                                "scopes", each.scopes().stream().sorted().toList(),
                                "agreedAt", each.at().toString()))
                        .toList());
        all.put(
                "delegations",
                delegations.of(id).stream()
                        .map(each -> Map.of(
                                "given", each.giver().equals(id),
                                "items", each.items().stream().sorted().toList(),
                                "from", each.from().toString(),
                                "until", each.until().toString()))
                        .toList());
        all.put(
                "cases",
                lists.ofApplicant(region, ApplicationDesk.KIND, id, now.plusSeconds(1), MOST_CASES).stream()
                        .map(each -> Map.of(
                                "number", each.number(),
                                "item", each.subject().code(),
                                "status", each.status(),
                                "openedAt", each.openedAt().toString()))
                        .toList());
        all.put(
                "licences",
                licences.heldBy(region, person.citizenId().value()).stream()
                        .map(each -> Map.of("type", each.type(), "number", each.number()))
                        .toList());
        var looks = new ArrayList<Map<String, Object>>();
        for (Access access : accesses.of(id, now.plusSeconds(1), Accesses.MOST)) {
            looks.add(Map.of(
                    "at", access.at().toString(),
                    "what", access.kind().name(),
                    "channel", access.channel().name(),
                    "officer", access.staffName(),
                    "post", access.post(),
                    "field", access.field() == null ? "" : access.field().name(),
                    "reason", access.reason()));
        }
        all.put("accesses", looks);
        return SentFile.saved(
                JSON.write(all).getBytes(StandardCharsets.UTF_8),
                MediaType.APPLICATION_JSON,
                "yimen-" + CityTime.day(now) + ".json");
    }
}

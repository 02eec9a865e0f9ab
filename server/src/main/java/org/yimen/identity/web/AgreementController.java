package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Citizen;
import org.yimen.identity.Masks;
import org.yimen.identity.People;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.platform.web.Page;

/** 授权登录: a citizen decides whether a system may learn who he is, and takes it back where he likes. */
@Controller
class AgreementController {

    static final String ASK = "/me/systems/agree";
    private static final int LONGEST = 1800;

    private final RelyingParties parties;
    private final People people;
    private final String region;

    AgreementController(RelyingParties parties, People people, @Value("${yimen.region:629901}") String region) {
        this.parties = parties;
        this.people = people;
        this.region = region;
    }

    @GetMapping(ASK)
    ModelAndView ask(@AuthenticationPrincipal Citizen citizen, HttpServletRequest request) {
        var asked = asked(request.getQueryString());
        Set<String> scopes =
                asked.party().scopes(OpenIdRules.words(asked.query().first("scope")));
        String name = people.find(citizen.personId()).orElseThrow().name();
        boolean real = scopes.contains(RelyingParty.REAL_NAME);
        String shown = real ? name : scopes.contains(RelyingParty.PROFILE) ? Masks.name(name) : null;
        return Page.show(
                "identity/agree",
                new AgreementPage(
                        asked.party().name(), asked.host(), asked.query().text(), shown, real));
    }

    @PostMapping(ASK)
    ModelAndView answer(
            @AuthenticationPrincipal Citizen citizen,
            @RequestParam(defaultValue = "") String request,
            @RequestParam(defaultValue = "no") String answer) {
        var asked = asked(request);
        if (answer.equals("yes")) {
            parties.agree(
                    asked.party(),
                    citizen,
                    asked.party().scopes(OpenIdRules.words(asked.query().first("scope"))));
            return Page.goTo(OpenIdRules.AUTHORIZE + "?"
                    + OpenIdRules.without(asked.query().text(), "prompt"));
        }
        String back = asked.query().first("redirect_uri");
        return Page.goTo(OpenIdRules.refusal(
                String.valueOf(back), "access_denied", asked.query().first("state")));
    }

    @PostMapping("/me/systems/end")
    ModelAndView end(@AuthenticationPrincipal Citizen citizen, @RequestParam(defaultValue = "") String client) {
        parties.withdraw(region, client, citizen);
        return Page.goTo("/me/security?done=system");
    }

    private record Asked(RelyingParty party, Query query) {
        /** Of a registered address, so that there is one. */
        String host() {
            return String.valueOf(
                    URI.create(String.valueOf(query.first("redirect_uri"))).getHost());
        }
    }

    private Asked asked(@Nullable String query) {
        return Optional.ofNullable(query)
                .filter(text -> text.length() <= LONGEST)
                .flatMap(Query::of)
                .flatMap(each -> each.once("client_id")
                        .flatMap(client -> each.once("redirect_uri")
                                .flatMap(back -> OpenIdRules.party(parties, region, client, back)))
                        .filter(party -> party.audience() == RelyingParty.Audience.CITIZENS)
                        .map(party -> new Asked(party, each)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

package org.yimen.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.application.Application.Command.Withdraw;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.document.PaperKind;
import org.yimen.document.PaperVerifier;
import org.yimen.document.SealUse;
import org.yimen.document.SealedPapers;
import org.yimen.document.Verdict;
import org.yimen.identity.Scope;
import org.yimen.organisation.Right;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 用印 as a common service: only in a decided case of the own department, under a letter, and on record. */
@HallTest
class SealsApiTest {

    private static final String ITEM = "public-place-hygiene";
    private static final String PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

    @Autowired
    private Systems systems;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private PaperVerifier verifier;

    @Autowired
    private AuditLog audit;

    @Test
    @Proves("M-DAT-08")
    void aSystemOfTheDepartmentHasItsFileSealedInADecidedCaseOnce() throws Exception {
        Caller machine = entrusted();
        var file = city.granted(ITEM);
        String path = "/api/v1/applications/" + file.number() + "/seals";
        String key = Systems.key();

        Answer sealed = systems.post(machine, path, key, order(PDF));
        Answer again = systems.post(machine, path, key, order(PDF));
        Answer other = systems.post(machine, path, key, order(PDF + "%"));
        Answer read = systems.get(machine, path + "/" + sealed.json().get("id").asString());

        assertThat(sealed.status()).as(sealed.body()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(sealed.json());
        assertThat(read.json()).isEqualTo(sealed.json());
        assertThat(other.json().get("code").asString()).isEqualTo("casework.key.reused");
        byte[] pdf = Base64.getDecoder().decode(sealed.json().get("content").asString());
        assertThat(new String(pdf, ISO_8859_1)).startsWith("%PDF-1.").contains("/EmbeddedFile");
        assertThat(verifier.verify(pdf)).isInstanceOf(Verdict.Genuine.class);
        pdf[pdf.length / 2] ^= 1;
        assertThat(verifier.verify(pdf)).as("not one byte of it can be changed").isNotInstanceOf(Verdict.Genuine.class);
        var stored = papers.find(
                        Systems.CITY, UUID.fromString(sealed.json().get("id").asString()))
                .orElseThrow();
        assertThat(papers.uses(Systems.CITY, stored.seal(), null, 100))
                .filteredOn(use -> use.paper().equals(stored.id()))
                .singleElement()
                .returns(file.number(), SealUse::caseNumber);
        assertThat(Trail.of(audit, Systems.CITY, List.of("application.file-sealed")))
                .filteredOn(entry -> entry.subject().equals(file.id().value().toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).containsEntry("case", file.number()));
    }

    @Test
    @Proves("M-DAT-08")
    void beforeTheDecisionNothingIsSealed() throws Exception {
        Caller machine = entrusted();
        String path = "/api/v1/applications/" + city.accepted(ITEM).number() + "/seals";

        Answer early = systems.post(machine, path, Systems.key(), order(PDF));

        assertThat(early.status()).isEqualTo(422);
        assertThat(early.json().get("code").asString()).isEqualTo("document.seal.nothing-recorded");
    }

    @Test
    @Proves({"M-DAT-08", "M-CRT-04"})
    void whatEndedWithoutADecisionOrWaitsForOneIsSealedNothing() throws Exception {
        Caller machine = entrusted();
        var received = city.submitted(ITEM);
        var deciding = city.accepted(ITEM);
        city.review(deciding.id());
        var withdrawn = city.submitted(city.somebody(), ITEM);
        desk.act(
                withdrawn.id(),
                Actor.applicant(withdrawn.applicant(), withdrawn.applicant()),
                City.key(),
                null,
                new Withdraw("改日再来"));

        for (var file : List.of(received, deciding, withdrawn)) {
            Answer early = systems.post(
                    machine, "/api/v1/applications/" + file.number() + "/seals", Systems.key(), order(PDF));

            assertThat(early.status()).as(early.body()).isEqualTo(422);
            assertThat(early.json().get("code").asString()).isEqualTo("document.seal.nothing-recorded");
            assertThat(papers.ofCase(Systems.CITY, file.id().value()))
                    .noneMatch(paper -> paper.kind() == PaperKind.SEALED_FILE);
        }
        assertThat(systems.post(machine, "/api/v1/applications/629901-20200101-000001/seals", Systems.key(), order(PDF))
                        .status())
                .as("no case, no seal")
                .isIn(400, 404);
    }

    @Test
    void withoutTheLetterTheScopeOrTheDepartmentNothingIsSealed() throws Exception {
        var file = city.granted(ITEM);
        String path = "/api/v1/applications/" + file.number() + "/seals";
        Caller withoutLetter = systems.on("WJW/examiner");
        Caller withoutScope = systems.signedIn(
                systems.register(Set.of("WJW/examiner"), EnumSet.of(Scope.APPLICATIONS_READ)),
                EnumSet.of(Scope.APPLICATIONS_READ));
        String foreign = "/api/v1/applications/"
                + city.accepted("sole-trader-registration").number() + "/seals";
        Caller both = systems.on("WJW/examiner", "SJ/examiner");

        Answer refused = systems.post(withoutLetter, path, Systems.key(), order(PDF));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("code").asString()).isEqualTo("application.may-not.issue");
        assertThat(systems.post(withoutScope, path, Systems.key(), order(PDF)).status())
                .isEqualTo(403);
        assertThat(systems.post(both, foreign, Systems.key(), order(PDF)).status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoPdfOrBringsASignatureOfItsOwnIsRefused() throws Exception {
        Caller machine = entrusted();
        String path = "/api/v1/applications/" + city.granted(ITEM).number() + "/seals";

        Answer text = systems.post(machine, path, Systems.key(), order("words"));

        assertThat(text.status()).isEqualTo(422);
        assertThat(text.json().get("code").asString()).isEqualTo("document.enclosure.not-pdf");
        // What cannot be compressed stands in the sealed file as it came, and this would be a second signature there.
        Answer signed =
                systems.post(machine, path, Systems.key(), order("%PDF-1.4\n" + noise() + "/ByteRange" + noise()));
        assertThat(signed.json().get("code").asString()).isEqualTo("document.enclosure.signed");
    }

    private static String noise() {
        byte[] bytes = new byte[60_000];
        new Random(7).nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private Caller entrusted() throws Exception {
        Caller machine = systems.on("WJW/examiner");
        systems.letter(machine, "WJW", Right.ISSUE);
        return machine;
    }

    private static String order(String file) {
        return "{\"name\":\"附图.pdf\",\"content\":\"" + Base64.getEncoder().encodeToString(file.getBytes(ISO_8859_1))
                + "\"}";
    }
}

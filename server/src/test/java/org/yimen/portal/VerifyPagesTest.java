package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.City;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.Sealing;
import org.yimen.document.StoredPaper;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.TestNumbers;
import org.yimen.licence.Ending;
import org.yimen.licence.Holder;
import org.yimen.licence.Issuer;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.LicenceDraft;
import org.yimen.licence.LicenceType;
import org.yimen.licence.Term;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
class VerifyPagesTest {

    private static final String REGION = "629901";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final CreditCode OFFICE = CreditCode.of("11629901MB99011714");
    private static final String ORGAN = "安澜市卫生健康委员会";

    @LocalServerPort
    private int port;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private City city;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private TestTime time;

    private Browser browser = new Browser(0);

    @BeforeEach
    void openBrowser() {
        browser = new Browser(port);
    }

    @Test
    void theCodeOfALicenceShowsItWithItsHolderMasked() throws Exception {
        Licence licence = licence();

        String page = browser.open("/verify/" + licence.code().value()).body();

        assertThat(page).contains("是真的，现在有效", licence.number(), ORGAN).doesNotContain("张晓明");
    }

    @Test
    void anEndedLicenceIsGenuineButNotInForce() throws Exception {
        Licence licence = licence();
        licences.end(REGION, licence.id(), Ending.REVOKED, "提供虚假材料");

        assertThat(browser.open("/verify/" + licence.code().value()).body()).contains("是真的，但现在无效");
    }

    @Test
    void anExpiredLicenceIsGenuineButNotInForce() throws Exception {
        Licence licence = licence();
        time.advance(Duration.ofDays(400));

        assertThat(browser.open("/verify/" + licence.code().value()).body()).contains("是真的，但现在无效");
    }

    @Test
    void aFileIsGenuineUntilOneByteOfItChanges() throws Exception {
        byte[] pdf = licences.file(licence()).orElseThrow();
        byte[] altered = pdf.clone();
        altered[pdf.length / 3] ^= 1;

        browser.open("/verify");
        assertThat(browser.upload("/verify", "licence.pdf", pdf).body()).contains("是真的，现在有效");
        browser.open("/verify");
        assertThat(browser.upload("/verify", "licence.pdf", altered).body()).contains("不是真的，或者被改过");
    }

    @Test
    void aNoticeIsFoundByItsCode() throws Exception {
        StoredPaper paper = city.accepting(
                "public-place-hygiene",
                id -> papers.make(
                        REGION,
                        id.value(),
                        Paper.of(PaperKind.ACCEPTANCE, "安政服受〔2026〕9号", "行政许可受理通知书", "张晓明", ORGAN, TODAY),
                        "WJW",
                        new Sealing(city.at("WJW/chief"), Set.of()),
                        time.instant()));

        String page = browser.open("/verify/" + paper.code().value()).body();

        assertThat(page).contains("是真的", "行政许可受理通知书", "安政服受〔2026〕9号");
    }

    @Test
    void whatIsNotOursIsNotKnown() throws Exception {
        assertThat(browser.open("/verify/7KMP-4XQ2-9TB0").body()).contains("查不到");
        browser.open("/verify");
        assertThat(browser.upload("/verify", "x.pdf", new byte[] {1, 2, 3}).body())
                .contains("查不到");
    }

    @Test
    void aMisreadCodeIsSaidAtTheField() throws Exception {
        var answer = browser.open("/verify?code=ABCD");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("href=\"#code\"");
    }

    private Licence licence() {
        String serial = "T%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
        return licences.issue(
                new LicenceDraft(
                        REGION,
                        new LicenceType("公共场所卫生许可证", OFFICE, 17),
                        "卫公证字" + serial,
                        serial,
                        new Holder.Person("张晓明", TestNumbers.citizen()),
                        "public-place-hygiene",
                        city.granted("public-place-hygiene").id().value(),
                        new Issuer("WJW", ORGAN, OFFICE),
                        TODAY,
                        new Term(TODAY, TODAY.plusDays(365)),
                        List.of(),
                        List.of()),
                city.at("WJW/chief"));
    }
}

package org.yimen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every form carries the key of what it asks for, or it is written down here why sending it twice does nothing twice. */
class FormKeysTest {

    private static final Path TEMPLATES = Path.of("src", "main", "jte");

    private static final Pattern FORM = Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");

    private static final String LOOKS = "changes nothing: somebody looks, and looking twice is two looks";
    private static final String SAME_FILE = "the same file for the same material is there once";
    private static final String GUARDED = "the change is guarded by the state that it leaves";
    private static final String KNOWN = "what is entered already is refused, or left as it is";
    private static final String SHEET =
            "the page of the register gives the fields, its key among them where one is needed";
    private static final String CORRECTS = "the answer is set to what was sent; that it was so before is kept as well";
    private static final String SIGNS_OUT = "who is signed out stays so";

    private static final Map<String, String> REPEATABLE = Map.ofEntries(
            Map.entry("application/material.jte ${page.action()}", SAME_FILE),
            Map.entry("application/material.jte ${page.action()}/remove", "what is gone stays gone"),
            Map.entry("application/material.jte ${page.action()}/take", SAME_FILE),
            Map.entry(
                    "application/check.jte ${filling.bench().fetchAgain()}",
                    "what is asked for again is asked for once"),
            Map.entry("application/free.jte ${filling.bench().free()}", "the choice is set to what was sent"),
            Map.entry("desk/file.jte ${page.address()}/compare", KNOWN),
            Map.entry(
                    "application/commitment.jte ${filling.bench().base()}/commitment",
                    "the choice is set to what was sent"),
            Map.entry(
                    "desk/copy.jte /desk/procedures/${copy.caseId().toString()}/copies/${copy.department()}", GUARDED),
            Map.entry("desk/experts.jte ${page.base()}", "a step is drawn for once"),
            Map.entry("desk/experts.jte ${page.base()}/${seat.expert().toString()}", GUARDED),
            Map.entry("desk/hearing.jte ${page.base()}/chair", "one request about one chair"),
            Map.entry("desk/hearing.jte ${page.base()}/chair-decided", "what is decided stays so"),
            Map.entry("desk/hearing.jte ${page.base()}/choice", "the first word holds"),
            Map.entry("desk/hearing.jte ${page.base()}/minutes", "minutes are written once"),
            Map.entry("desk/hearing.jte ${page.base()}/order", "a case has one hearing"),
            Map.entry("desk/hearing.jte ${page.base()}/party", "a party is told once"),
            Map.entry("desk/hearing.jte ${page.base()}/schedule", "the same day is the same notice"),
            Map.entry("desk/hearing.jte ${page.base()}/tell", "the applicant is told once"),
            Map.entry("desk/hearing.jte ${page.base()}/withdraw", "what is withdrawn stays so"),
            Map.entry("desk/objections.jte ${page.base()}", GUARDED),
            Map.entry("desk/assignment.jte ${page.base()}", "who is named twice is named once"),
            Map.entry("desk/assignment.jte ${page.base()}/absent", "the first word holds"),
            Map.entry("desk/tender.jte ${page.base()}/${waiting.id().toString()}", GUARDED),
            Map.entry("desk/question.jte /desk/procedures/questions/${question.id().toString()}", GUARDED),
            Map.entry("desk/survey.jte ${page.base()}/appointment", "the same appointment is told once"),
            Map.entry("desk/survey.jte ${page.base()}/finding", "a result is written once"),
            Map.entry("desk/survey.jte ${page.base()}/mending", "time is given once for each look"),
            Map.entry("desk/survey.jte ${page.base()}/mending/said", "the first word holds"),
            Map.entry("desk/survey.jte ${page.base()}/opinion", "a department gives one opinion"),
            Map.entry("desk/survey.jte ${page.base()}/photos", SAME_FILE),
            Map.entry("desk/engagements.jte ${page.base()}/${order.id().toString()}/days", "the first word holds"),
            Map.entry("desk/engagements.jte ${page.base()}/${order.id().toString()}/recall", GUARDED),
            Map.entry("portal/engagement.jte ${page.base()}/answer", "the first word holds"),
            Map.entry("portal/engagement.jte ${page.base()}/days", "more days are asked for once"),
            Map.entry(
                    "portal/engagement.jte ${page.base()}/report", "the same report is there once, another is refused"),
            Map.entry("portal/procedures.jte ${base}/hearing", "the first word holds"),
            Map.entry("portal/procedures.jte ${base}/hearing/chair", "one request about one chair"),
            Map.entry("portal/procedures.jte ${base}/hearing/withdraw", "what is withdrawn stays so"),
            Map.entry("portal/procedures.jte ${base}/mending/${visit.survey().step()}", "the first word holds"),
            Map.entry("application/check.jte ${filling.bench().preCheck()}", "one look is asked for at a time"),
            Map.entry("application/check.jte ${filling.bench().preCheck()}/take-back", "what is gone stays gone"),
            Map.entry("desk/pre-check.jte ${page.address()}", GUARDED),
            Map.entry("desk/line.jte ${page.address()}/line", "the same result is there once, another one is refused"),
            Map.entry("desk/check.jte ${line.address()}", GUARDED),
            Map.entry("desk/check.jte ${line.address()}/rescind", GUARDED),
            Map.entry("application/material.jte ${page.action()}/promise", "the day is set to what was sent"),
            Map.entry("application/material.jte ${page.action()}/promise/withdraw", "what is gone stays gone"),
            Map.entry("desk/bans.jte ${line.address()}", GUARDED),
            Map.entry("desk/assessment.jte /desk/assessment/file", LOOKS),
            Map.entry("desk/questionnaire.jte /desk/surveys/${survey.code()}/file", LOOKS),
            Map.entry("portal/survey.jte /surveys/${survey.code()}", "what is begun is gone on with"),
            Map.entry("portal/survey-check.jte ${filling.base()}/submit", "everybody answers once"),
            Map.entry("portal/survey-page.jte ${page.action()}", "the answers are set to what was sent"),
            Map.entry(
                    "desk/promises.jte /desk/promises/${line.caseId().toString()}/${line.broken().material()}/restore",
                    GUARDED),
            Map.entry("application/question.jte ${page.action()}", "the answer is set to what was sent"),
            Map.entry("application/section.jte ${page.action()}", "the answers are set to what was sent"),
            Map.entry("desk/figure-cases.jte /desk/figures/cases", LOOKS),
            Map.entry("desk/figure-before.jte /desk/figures/before", "what is stated is set to what was sent"),
            Map.entry("portal/situation.jte /items/${item.code()}/materials", LOOKS),
            Map.entry("application/notice.jte ${page.base()}/answer/${page.field(defect).question().code()}", CORRECTS),
            Map.entry("desk/call.jte /desk/orders/caller", LOOKS),
            Map.entry("desk/knowledge-article.jte ${page.address()}", GUARDED),
            Map.entry("desk/phone.jte /desk/phone/calls/${call.id().toString()}/back", GUARDED),
            Map.entry("desk/phone.jte /desk/phone/calls/${call.id().toString()}/take", GUARDED),
            Map.entry("desk/phone.jte /desk/phone/ring", "each press is another call of the simulated exchange"),
            Map.entry("desk/phone.jte /desk/phone/seat", "who sits at his phone sits there once"),
            Map.entry("portal/complaint-code.jte /complaints", LOOKS),
            Map.entry("desk/intake.jte /desk/intake", LOOKS),
            Map.entry("application/notice.jte ${page.base()}/${defect.material()}", SAME_FILE),
            Map.entry("desk/version.jte ${base}/publish", GUARDED),
            Map.entry("desk/withdrawal.jte /desk/letters/withdrawal", GUARDED),
            Map.entry("layout/desk.jte ${search}", LOOKS),
            Map.entry("layout/desk.jte /desk/sign-out", SIGNS_OUT),
            Map.entry("portal/me.jte ${draft.bench().base()}/discard", "what is gone stays gone"),
            Map.entry("portal/progress.jte /progress", LOOKS),
            Map.entry("portal/start.jte /sign-out", SIGNS_OUT),
            Map.entry("portal/verify.jte /verify", LOOKS),
            Map.entry("desk/case.jte ${base}/card", LOOKS),
            Map.entry("desk/card-release.jte ${base}/card/release", GUARDED),
            Map.entry("desk/case-fees.jte ${base}/fees", "one line of the list is owed once"),
            Map.entry("desk/fee-days.jte /desk/fees/days", "what was found before is not found twice"),
            Map.entry("desk/fee-days.jte /desk/fees/differences/${difference.id().toString()}", GUARDED),
            Map.entry("desk/fee-order.jte /desk/fees/refunds/${refund.id().toString()}/approve", GUARDED),
            Map.entry("desk/fee-order.jte /desk/fees/refunds/${refund.id().toString()}/decline", GUARDED),
            Map.entry("portal/fee.jte ${page.base()}/pay", "the code that is out is shown again"),
            Map.entry("desk/intake-applicant.jte ${at}/card", LOOKS),
            Map.entry("desk/intake-applicant.jte ${at}/code", "a reading of a card gives one code"),
            Map.entry("desk/read-again.jte /desk/intake/read-again", LOOKS),
            Map.entry("desk/intake-applicant.jte ${at}/helper", "the wish is set to what was sent"),
            Map.entry("desk/intake-applicant.jte ${at}/special", KNOWN),
            Map.entry("desk/intake-applicant.jte ${at}/special/end", GUARDED),
            Map.entry("desk/intake.jte /desk/intake/card", LOOKS),
            Map.entry("desk/supervised.jte ${page.address()}/acknowledge", GUARDED),
            Map.entry("desk/supervised.jte ${page.address()}/checks/${check.id().toString()}", GUARDED),
            Map.entry("desk/supervised.jte ${page.address()}/findings", "the same number is taken in once"),
            Map.entry(
                    "desk/supervised.jte ${page.address()}/licences/${held.licence().id().toString()}/strike-off",
                    GUARDED),
            Map.entry("desk/supervised.jte ${at}/heard", GUARDED),
            Map.entry("desk/supervised.jte ${at}/decide", GUARDED),
            Map.entry("desk/supervised.jte ${at}/lift", GUARDED),
            Map.entry("desk/supervised.jte ${page.address()}/measures", "one measure is open against a licence"),
            Map.entry("portal/measure.jte ${base}", "he speaks once"),
            Map.entry("desk/seal-change.jte ${row.address()}/${page.what()}", GUARDED),
            Map.entry("portal/acting.jte /me/acting", "one acts in the name that was sent"),
            Map.entry("portal/code.jte /me/code", "a code of the same verification, good for once and for minutes"),
            Map.entry("portal/code.jte /sign-out", SIGNS_OUT),
            Map.entry("portal/contact.jte /me/profile/contact", "what is known is set to what was sent"),
            Map.entry("portal/contact-code.jte /me/messages/code", "a code is good once"),
            Map.entry("portal/messages.jte /me/messages/phone", "codes are counted, and the last one sent is as good"),
            Map.entry("portal/messages.jte /me/messages/preferences", "what is wanted is set to what was sent"),
            Map.entry("portal/messages.jte /me/messages/read", "what is read stays so"),
            Map.entry("desk/on-site.jte ${base}/allow", KNOWN),
            Map.entry("desk/outing.jte ${panel.base()}/findings/${finding.id().toString()}", GUARDED),
            Map.entry("desk/outing.jte ${panel.base()}/release", GUARDED),
            Map.entry("evaluation/outing.jte ${panel.base()}/pictures", SAME_FILE),
            Map.entry("desk/on-site.jte ${base}/end", GUARDED),
            Map.entry("portal/result.jte ${page.base()}/delivery", "the choice is set to what was sent"),
            Map.entry("portal/rate.jte ${page.target()}", "an occasion is rated once"),
            Map.entry("portal/rate-window.jte ${page.action()}", LOOKS),
            Map.entry("desk/consult.jte ${base}/answers", "the answers are set to what was sent"),
            Map.entry("desk/consult.jte ${base}/case", "a consult leads to one case"),
            Map.entry("desk/consult.jte ${base}/confirm", GUARDED),
            Map.entry("desk/consult.jte ${base}/hand-over", "the colleague who was sent is the one that is named"),
            Map.entry("desk/consult.jte ${base}/person", KNOWN),
            Map.entry("desk/consult.jte ${base}/print", "it is printed once, and may be looked at again"),
            Map.entry("desk/consult.jte ${base}/send", "the list goes into the inbox once"),
            Map.entry("desk/enquiry.jte ${base}/answer", GUARDED),
            Map.entry("desk/enquiry.jte ${base}/confirm", GUARDED),
            Map.entry("desk/enquiry.jte ${base}/hand-over", "the colleague who was sent is the one that is named"),
            Map.entry("desk/enquiry.jte ${base}/publish", GUARDED),
            Map.entry("portal/delegate.jte /me/delegations/new", "the same offer is there once"),
            Map.entry("portal/delegations.jte /me/delegations/${line.delegation().id().toString()}/accept", GUARDED),
            Map.entry("portal/delegations.jte /me/delegations/${line.delegation().id().toString()}/end", GUARDED),
            Map.entry("portal/firm-new.jte /me/firms/new", KNOWN),
            Map.entry("portal/firm.jte /me/firm/operators", KNOWN),
            Map.entry("portal/firm.jte /me/firm/operators/${line.operator().person().toString()}/end", GUARDED),
            Map.entry("portal/profile.jte /me/export", LOOKS),
            Map.entry("portal/profile.jte /me/profile/special", KNOWN),
            Map.entry("portal/profile.jte /me/profile/special/end", GUARDED),
            Map.entry("ui/sheet.jte ${button.action()}", SHEET),
            Map.entry("ui/sheet.jte ${form.action()}", SHEET),
            Map.entry("desk/turn.jte ${base}/again", "calling a number twice is calling it twice"),
            Map.entry("desk/turn.jte ${base}/done", GUARDED),
            Map.entry("desk/turn.jte ${base}/pass", GUARDED),
            Map.entry("desk/turn.jte ${base}/transfer", GUARDED),
            Map.entry("desk/window.jte /desk/window", "one sits where one sat down last"),
            Map.entry("desk/window.jte /desk/window/next", "a window has one visitor at a time"),
            Map.entry("desk/window.jte /desk/window/take-over", "it is his afterwards, however often he says so"),
            Map.entry("portal/booking.jte /me/bookings/${booking.id().toString()}/cancel", GUARDED),
            Map.entry("portal/home-visit.jte /me/home-visit/${visit.id().toString()}/cancel", GUARDED),
            Map.entry("portal/ticket.jte /hall/ticket/${ticket.pass().toString()}/leave", GUARDED),
            Map.entry("kiosk/pair.jte /kiosk/pair", "a code makes one browser the machine, once"),
            Map.entry("kiosk/pair.jte /kiosk/pair/trial", "the demo only: this browser is a machine, or another one"),
            Map.entry("kiosk/enter.jte /kiosk/card", LOOKS),
            Map.entry("kiosk/enter.jte /kiosk/code", "a code is good for once"),
            Map.entry("kiosk/newcomer.jte /kiosk/newcomer", KNOWN),
            Map.entry("kiosk/ticket.jte /kiosk/my/ticket/booking", "a booking becomes one number"),
            Map.entry("kiosk/evaluator.jte /kiosk/evaluator", "an occasion is rated once"),
            Map.entry("kiosk/rate.jte ${page.action()}", "an occasion is rated once"),
            Map.entry("kiosk/ticket.jte /kiosk/ticket/booking", "a booking becomes one number"),
            Map.entry("kiosk/progress.jte /kiosk/progress", LOOKS),
            Map.entry("kiosk/progress-found.jte /kiosk/progress/${page.token()}/card", LOOKS),
            Map.entry(
                    "kiosk/code.jte /kiosk/my/code", "a code of the same verification, good for once and for minutes"),
            Map.entry("layout/kiosk.jte /kiosk/finish", SIGNS_OUT),
            Map.entry("ui/account.jte /sign-out", SIGNS_OUT));

    @Test
    void everyFormOfTheFacesCarriesItsKeyOrNeedsNone() throws IOException {
        var keyed = new TreeSet<String>();
        var bare = new TreeMap<String, String>();
        for (String folder : new String[] {"application", "desk", "evaluation", "kiosk", "layout", "portal", "ui"}) {
            try (var files = Files.walk(TEMPLATES.resolve(folder))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".jte")).toList()) {
                    read(file, keyed, bare);
                }
            }
        }

        assertThat(keyed).hasSizeGreaterThanOrEqualTo(8);
        assertThat(bare).as("forms that may be sent twice").isEqualTo(new TreeMap<>(REPEATABLE));
    }

    private static void read(Path file, Set<String> keyed, Map<String, String> bare) throws IOException {
        String name = TEMPLATES.relativize(file).toString();
        var forms = FORM.matcher(Files.readString(file));
        while (forms.find()) {
            var action = ACTION.matcher(forms.group());
            assertThat(action.find())
                    .as("a form of " + name + " says where it goes")
                    .isTrue();
            String form = name + " " + action.group(1);
            if (forms.group().contains("name=\"key\"")) {
                keyed.add(form);
            } else {
                bare.put(form, REPEATABLE.getOrDefault(form, "not written down: give it a key"));
            }
        }
    }
}

package org.yimen.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Proviso;
import tools.jackson.databind.JsonNode;

/** What requests and answers carry. Requests are as they came, right or wrong; {@link Check} says what is wrong. */
final class Bodies {

    private Bodies() {}

    // ---- requests ----

    @Schema(
            description =
                    "One charge of the fee list of the case. Whoever names an amount is refused, and it is listed.")
    record FeeWish(
            @Schema(example = "registration-home", maxLength = 64, requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String fee,

            @Schema(description = "Never to be sent: the amount is computed from the list.", maxLength = 20) @Nullable
            String amount) {}

    @Schema(description = "What the officer looked at before accepting.")
    record Acceptance(
            @Schema(
                    description = "Checkpoints of the item version, as material.number; the mandatory ones of the"
                            + " materials that are there must all be named.",
                    example = "[\"application.1\", \"lease.1\"]")
            @Nullable
            List<@Nullable String> looked) {

        /** Without what is no word. */
        List<String> points() {
            return looked == null
                    ? List.of()
                    : looked.stream().filter(Objects::nonNull).toList();
        }
    }

    @Schema(description = "Answers to the form of an item. They are read, and not kept.")
    record AnswersGiven(
            @Schema(
                    description = "Code of a question to its answers; several only where several may be chosen.",
                    example = "{\"place-name\": [\"河畔茶馆\"]}")
            @Nullable
            Map<String, @Nullable List<@Nullable String>> answers) {}

    @Schema(description = "A whole application: who applies, the answers of the form, the files.")
    record Submission(
            @Schema(example = "public-place-hygiene", maxLength = 64, requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String item,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            ApplicantRef applicant,

            @Schema(
                    description = "Code of a question to its answers; several only where several may be chosen.",
                    example = "{\"place-name\": [\"河畔茶馆\"]}")
            @Nullable
            Map<String, @Nullable List<@Nullable String>> answers,

            @Nullable List<@Nullable Attachment> files,

            @Schema(
                    description =
                            "True where the applicant agreed that what other offices issued is fetched from them. Then"
                                    + " it is asked for at once, and what a source does not give comes back as missing. Whoever would"
                                    + " rather bring it sends the file. Without his agreement no source is asked, and the office gets"
                                    + " it by its own means.")
            @Nullable
            Boolean agreed,

            @Schema(
                    description =
                            "告知承诺: whoever chooses to promise in place of proofs signs that himself, on the web, at a window or at"
                                    + " a machine. True is refused here, and the refusal says why: promised elsewhere, excluded"
                                    + " by the field of the item, or barred by a promise that was broken.")
            @Nullable
            Boolean commitment) {}

    @Schema(description = "Who applies: a person, or an entity with the person who acts for it. All are registered.")
    record ApplicantRef(
            @Schema(description = "Citizen number (GB 11643); for an entity that of its agent.", maxLength = 18)
            @Nullable
            String citizenId,

            @Schema(description = "Unified credit code (GB 32100) of the entity.", maxLength = 18) @Nullable
            String creditCode) {
        @Override
        public String toString() {
            return "ApplicantRef[…]";
        }
    }

    @Schema(description = "A PDF, PNG or JPEG of at most 10 MB for one material.")
    record Attachment(
            @Schema(example = "floor-plan", maxLength = 64, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String material,

            @Schema(example = "plan.pdf", maxLength = 120, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(description = "The file in base64.", format = "byte", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String content) {}

    record Decline(
            @Schema(
                    allowableValues = {"no-licence-needed", "not-competent", "banned"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String ground,

            @Schema(maxLength = Check.LONGEST_TEXT, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason,

            @Schema(description = "The right office, where this one is not competent.", maxLength = Check.LONGEST_TEXT)
            @Nullable
            String rightOffice) {}

    record SupplementNotice(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<@Nullable Defect> defects,

            @Schema(
                    description =
                            "Why a later notice names what the first left out. Refused without; supervision reads it.",
                    maxLength = Check.LONGEST_TEXT)
            @Nullable
            String reason) {}

    record MaterialRequest(
            @Schema(
                    description = "Materials of the published list that are missing or wrong; no answers.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            List<@Nullable Defect> defects,

            @Schema(
                    description = "Until when the applicant should hand it in: before the decision is due.",
                    format = "date",
                    example = "2026-11-25",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String until) {}

    @Schema(description = "One point of the one notice of defects: a material of the published list and what is wrong.")
    record Defect(
            @Schema(maxLength = 64, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String material,

            @Schema(maxLength = Check.LONGEST_TEXT, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String what) {}

    record Supplement(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<@Nullable Attachment> files,

            @Schema(
                    description =
                            "The day on a paper that is good for so long, by its material. Needed for each that the"
                                    + " notice names and whose day the form asks for.",
                    example = "{\"health\": \"2026-11-02\"}")
            @Nullable
            Map<String, @Nullable String> days) {}

    record Review(
            @Schema(
                    description = "For which department; may be left out where the caller speaks for one only.",
                    maxLength = 64)
            @Nullable
            String department,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean favourable,

            @Schema(maxLength = Check.LONGEST_TEXT, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String opinion) {}

    record Pause(
            @Schema(
                    description = "Code of a special procedure of the item version.",
                    maxLength = 64,
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String procedure,

            @Schema(minimum = "1", maximum = "999", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Integer days) {}

    record Resume(
            @Schema(maxLength = Check.LONGEST_TEXT, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String finding) {}

    record Reason(
            @Schema(maxLength = Check.LONGEST_TEXT, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    record Decide(
            @Schema(
                    allowableValues = {"grant", "refuse"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String outcome,

            @Schema(description = "Why it is refused.", maxLength = Check.LONGEST_TEXT) @Nullable
            String reason,

            @Schema(
                    description = "What a refusal rests on: one of the instruments of the item version.",
                    maxLength = Check.LONGEST_TEXT)
            @Nullable
            String basis,

            @Schema(description = "Codes of the item version's conditions that are not met, e.g. c1.") @Nullable
            List<@Nullable String> unmet,

            @Schema(description = "What whoever is granted it must keep to; mostly nothing.") @Nullable
            List<@Nullable ProvisoBody> provisos,

            @Schema(
                    description =
                            "Of a licence: whether the matter directly concerns major interests of others, who then must have been told (行政许可法 art. 36). A licence is not decided without it.")
            @Nullable
            Boolean others) {}

    @Schema(description = "Makes one published condition concrete for this case; adds none.")
    record ProvisoBody(
            @Schema(
                    description = "Code of a condition of the item version that excludes nobody, e.g. c1.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String condition,

            @Schema(maxLength = Proviso.LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text) {}

    record Deliver(
            @Schema(
                    allowableValues = {"window", "online"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String how,

            @Schema(description = "Who took it, needed of a hand-over at the window.") @Nullable
            Taker receiver) {}

    @Schema(description = "Who took a paper at the window, and how the office knew him.")
    record Taker(
            @Schema(
                    description = "How he stands to the applicant.",
                    allowableValues = {"holder", "agent", "representative"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String relation,

            @Schema(maxLength = 60, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(
                    description = "card: a reader read his identity card, whose words are sent as card. seen: a clerk"
                            + " looked at it.",
                    allowableValues = {"card", "seen"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String proof,

            @Schema(description = "What the reader read, needed of proof card and of no other.") @Nullable
            IdCard card) {
        @Override
        public String toString() {
            return "Taker[…]";
        }
    }

    @Schema(description = "An identity card as a reader reads it; it is compared with who may take the paper.")
    record IdCard(
            @Schema(maxLength = 60, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(
                    description = "Citizen number (GB 11643).",
                    maxLength = 18,
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String citizenId,

            @Schema(description = "The last day of its validity; absent where it lasts.", format = "date") @Nullable
            String until) {
        @Override
        public String toString() {
            return "IdCard[…]";
        }
    }

    record ProgressQuestion(
            @Schema(example = "629901-261118-00001-A", maxLength = 64, requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String number,

            @Schema(
                    description = "Last four characters of the applicant's number.",
                    example = "4524",
                    maxLength = 4,
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String tail) {}

    record Subscription(
            @Schema(
                    description = "Where events are posted to; https, no private address.",
                    example = "https://example.org/yimen",
                    maxLength = 500,
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String url,

            @Schema(description = "Types of events; left out for all.", example = "[\"accepted\", \"granted\"]")
            @Nullable
            List<@Nullable String> events) {}

    record Redelivery(
            @Schema(description = "Cursor of the event after which to begin; left out: go on with what failed.")
            @Nullable
            String after) {}

    // ---- answers ----

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemList(List<ItemLine> items, @Nullable String next) {
        ItemList {
            items = List.copyOf(items);
        }
    }

    record ItemLine(
            String code,
            int version,
            String taskCode,
            String name,
            String summary,
            String department,
            boolean instant) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemBody(
            String code,
            int version,
            LocalDate effectiveOn,
            String taskCode,
            String name,
            String summary,
            String department,
            List<String> audiences,
            Limit promised,
            @Nullable Limit statutory,
            List<QuestionBody> questions,

            @Schema(description = "What must be met, or must not be so; a refusal names them by code.")
            List<ConditionBody> conditions,

            List<MaterialBody> materials,
            List<StageBody> stages,
            List<ProcedureBody> procedures,
            List<String> bases,
            List<GuideSection> guide) {
        ItemBody {
            audiences = List.copyOf(audiences);
            questions = List.copyOf(questions);
            materials = List.copyOf(materials);
            stages = List.copyOf(stages);
            procedures = List.copyOf(procedures);
            bases = List.copyOf(bases);
            guide = List.copyOf(guide);
        }
    }

    record Limit(int amount, String unit) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuestionBody(
            String code,
            String label,
            String kind,
            boolean required,
            int maxLength,
            List<String> choices,
            @Nullable String onlyIf,
            List<QuestionBody> columns) {
        QuestionBody {
            choices = List.copyOf(choices);
            columns = List.copyOf(columns);
        }
    }

    @Schema(description = "The form of an item, to be shown elsewhere. Conditions are CEL over the codes with _ for -.")
    record FormBody(String item, int version, List<FormSection> sections, List<FormRule> checks) {
        FormBody {
            sections = List.copyOf(sections);
            checks = List.copyOf(checks);
        }
    }

    @Schema(description = "Questions that belong together; whole ones are asked on one page.")
    record FormSection(String code, String title, boolean whole, List<FormQuestion> questions) {
        FormSection {
            questions = List.copyOf(questions);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FormQuestion(
            String code,
            String label,
            @Nullable String hint,
            @Nullable String why,
            String kind,
            boolean required,
            int maxLength,
            @Nullable String unit,
            List<FormChoice> choices,

            @Schema(description = "Asked only where this holds.") @Nullable
            String onlyIf,

            @Schema(description = "To be answered where this holds, although it is not required elsewhere.") @Nullable
            String neededIf,

            @Schema(description = "Nobody is asked: the answer follows from others by this.") @Nullable
            String computed,

            @Schema(description = "The columns of a table, each a question.")
            List<FormQuestion> columns) {
        FormQuestion {
            choices = List.copyOf(choices);
            columns = List.copyOf(columns);
        }
    }

    record FormChoice(String code, String label) {}

    @Schema(description = "What must hold between answers; the message stands beside the question.")
    record FormRule(String at, String holds, String message) {}

    @Schema(description = "What the answers lead to, and everything that is wrong with them.")
    record FormChecked(
            String item,
            int version,

            @Schema(description = "True where nothing is wrong and nothing is missing.")
            boolean complete,

            @Schema(description = "Codes of the questions that these answers lead to, in order.")
            List<String> asked,

            @Schema(description = "What follows from the answers, by question.")
            Map<String, List<String>> computed,

            @Schema(description = "Codes of the materials that these answers need.")
            List<String> materials,

            List<FormFinding> findings) {
        FormChecked {
            asked = List.copyOf(asked);
            computed = Map.copyOf(computed);
            materials = List.copyOf(materials);
            findings = List.copyOf(findings);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FormFinding(
            String question,

            @Schema(description = "Of a table: the row, from 0.") @Nullable
            Integer row,

            @Schema(description = "Of a table: the column.") @Nullable
            String column,

            @Schema(description = "Names what is wrong, in every language the same.")
            String code,

            String message) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConditionBody(String code, String text, boolean excludes) {}

    record MaterialBody(
            String code,
            String name,
            String supply,
            boolean required,
            @Nullable String onlyIf) {}

    record StageBody(String code, String name, String act, List<String> departments, Limit limit) {
        StageBody {
            departments = List.copyOf(departments);
        }
    }

    record ProcedureBody(String code, String name, String department, Limit limit, boolean stopsClock, String basis) {}

    record GuideSection(String code, String heading, List<GuideEntry> entries) {
        GuideSection {
            entries = List.copyOf(entries);
        }
    }

    record GuideEntry(String label, String text) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CaseList(List<CaseLine> applications, @Nullable String next) {
        CaseList {
            applications = List.copyOf(applications);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CaseLine(
            String number,
            String item,
            String applicant,
            String department,
            String channel,
            String status,
            Instant openedAt,
            @Nullable LocalDate dueOn,
            long version) {}

    @Schema(description = "A case as it stands. Names and numbers of persons are masked.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CaseBody(
            String number,
            String item,
            int itemVersion,
            String itemName,
            String applicant,
            String applicantNumber,
            String department,
            String channel,
            String status,
            String statusText,
            Instant openedAt,
            long version,
            boolean intact,
            List<TaskBody> next,
            List<CommandBody> commands,
            List<FileBody> files,
            List<PaperBody> papers,
            @Nullable NoticeBody notice,
            @Nullable LicenceRef licence) {
        CaseBody {
            next = List.copyOf(next);
            commands = List.copyOf(commands);
            files = List.copyOf(files);
            papers = List.copyOf(papers);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TaskBody(String post, String act, @Nullable LocalDate dueOn) {}

    @Schema(description = "A command that the state allows; with the message key of what the caller lacks for it.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CommandBody(String command, @Nullable String refusal) {}

    record FileBody(String material, String mediaType, long size, String sm3, Instant at) {}

    record PaperBody(String kind, String number, String title, Instant madeAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NoticeBody(
            String number,
            LocalDate on,

            @Schema(description = "Until when it should come, where it was asked for after silence had accepted.")
            @Nullable
            LocalDate until,

            List<DefectBody> defects) {
        NoticeBody {
            defects = List.copyOf(defects);
        }
    }

    record DefectBody(String material, String what) {}

    record LicenceRef(String number, LocalDate on) {}

    record HistoryBody(List<EventBody> events) {
        HistoryBody {
            events = List.copyOf(events);
        }
    }

    @Schema(description = "One event: what happened, when, by which office.")
    record EventBody(String id, long seq, Instant at, String type, String text, String by) {}

    record FeedBody(List<FeedEvent> events, String next) {
        FeedBody {
            events = List.copyOf(events);
        }
    }

    record FeedEvent(
            String id,
            String cursor,
            String number,
            String item,
            String department,
            long seq,
            Instant at,
            String type) {}

    record ClocksBody(LocalDate today, List<ClockBody> clocks) {
        ClocksBody {
            clocks = List.copyOf(clocks);
        }
    }

    @Schema(description = "One clock with every day that it counted or left out, and why.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClockBody(
            String code,
            String title,
            @Nullable String basis,
            Limit limit,
            LocalDate start,
            LocalDate dueOn,
            @Nullable LocalDate stoppedOn,
            int extension,
            boolean provisional,
            boolean paused,
            int used,
            int stopped,
            int left,
            int daysLate,
            List<String> reasons,
            List<DayBody> days) {
        ClockBody {
            reasons = List.copyOf(reasons);
            days = List.copyOf(days);
        }
    }

    record DayBody(LocalDate date, String verdict, int number, String text) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "The leaves of a case: each is the SM3 hash of a zero byte, the leaf before it and the lines"
                    + " region, case, seq, at, type, actor kind, actor, post, payload digest.")
    record ProofBody(
            String region,
            UUID caseId,
            String hash,
            long version,
            String head,
            boolean intact,
            List<LeafBody> leaves,

            @Schema(
                    type = "object",
                    description =
                            "The receipt with inclusion proofs under a co-signed head; saved as it is, it is checked by"
                                    + " ./yimen audit verify --receipt FILE. Absent until the log vouches for every event.")
            @Nullable
            JsonNode receipt) {
        ProofBody {
            leaves = List.copyOf(leaves);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LeafBody(
            long seq,
            Instant at,
            String type,
            String actorKind,
            UUID actor,
            String post,
            String payloadDigest,
            String previous,
            String leaf) {}

    record ProgressBody(
            String number,
            String itemName,
            String applicant,
            String status,
            String statusText,
            String meaning,

            @Schema(
                    description =
                            "Codes of the departments that have it now; empty where the applicant has it, or nobody.")
            List<String> departments,

            @Schema(description = "Who has it now, in words.")
            String with,

            @Schema(description = "What is next, in words.") String next,

            List<EventBody> events,
            List<ClockLine> clocks) {
        ProgressBody {
            departments = List.copyOf(departments);
            events = List.copyOf(events);
            clocks = List.copyOf(clocks);
        }
    }

    record ClockLine(String code, LocalDate dueOn, boolean provisional, int used, int left, int daysLate) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LicenceBody(
            boolean inForce,
            String standing,
            String standingText,
            String identifier,
            String type,
            String number,
            String holder,
            String issuer,
            LocalDate issuedOn,
            LocalDate from,
            @Nullable LocalDate until) {}

    record FeesBody(boolean settled, List<FeeBody> fees) {
        FeesBody {
            fees = List.copyOf(fees);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FeeBody(
            String number,
            String fee,
            String name,
            String basis,
            boolean basisVerified,
            String standard,
            String quantity,

            @Schema(description = "In fen, one hundredth of a yuan.")
            long amount,

            @Schema(allowableValues = {"open", "paid", "part-refunded", "refunded", "cancelled", "expired"})
            String state,

            String stateText,
            long refunded,
            Instant openedAt,
            Instant expiresAt,
            @Nullable Instant paidAt,

            @Schema(description = "Where it can be paid now, to show as a QR code; absent where there is none.")
            @Nullable
            String payAt) {}

    @Schema(description = "The figures of a period; the same as on the page of figures.")
    record FiguresBody(
            LocalDate from,
            LocalDate to,

            @Schema(description = "Working days of the period, the base of every daily mean.")
            int workdays,

            @Schema(description = "Until when cases are counted; absent before the first reading.") @Nullable
            Instant readAt,

            List<FigureBody> figures,
            List<PartBody> parts) {
        FiguresBody {
            figures = List.copyOf(figures);
            parts = List.copyOf(parts);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FigureBody(
            String code,
            String name,
            String formula,

            @Schema(allowableValues = {"count", "percent", "mean"})
            String unit,

            @Schema(description = "Above the line.") long part,

            @Schema(description = "Below the line; 1 for a count. Where it is 0 there is no value.")
            long whole,

            @Schema(description = "Rounded half up; absent where there is nothing to divide by.", example = "99.87%")
            @Nullable
            String value) {}

    @Schema(description = "A department, an item, a type of item or a terminal.")
    record PartBody(
            @Schema(allowableValues = {"unit", "item", "type", "terminal"})
            String by,

            String key,
            long handedIn,
            long accepted,
            long finished) {}
}

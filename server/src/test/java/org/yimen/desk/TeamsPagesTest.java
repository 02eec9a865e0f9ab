package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.api.Systems;
import org.yimen.application.Application.Command.Terminate;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.ManagedCases;
import org.yimen.application.TerminationGround;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Scope;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Team;
import org.yimen.organisation.Teams;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

/** 专职队伍: formed on a page, and whoever is no serving member of one is no case manager of its themes. */
@HallTest
@Proves("M-STF-23")
class TeamsPagesTest {

    private static final String EQUIPMENT = "special-equipment-registration";
    private static final String SAFETY = "safety";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private Teams teams;

    @Autowired
    private Directory directory;

    @Autowired
    private Systems systems;

    @Autowired
    private AuditLog audit;

    @Autowired
    private ManagedCases managedCases;

    @Autowired
    private Statements statements;

    @Autowired
    private TestTime time;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));
    private String base = "";

    @BeforeEach
    void aCase() {
        time.set(TestTime.START);
        id = city.accepted(EQUIPMENT).id();
        base = "/desk/cases/" + id.value();
    }

    @Test
    void onlyAServingMemberBecomesCaseManagerAndOnlyWhileHeServes() throws Exception {
        Clerk head = pages.at("sj.head");
        UUID team = founded(head, "试验设备安全队");
        Staff member = pages.newcomer("SJ/examiner");
        Staff other = pages.newcomer("SJ/examiner");
        UUID membership = UUID.randomUUID();
        String[] join = joining(membership, team, member);
        assertThat(head.proven("/desk/teams/join", join).location()).isEqualTo("/desk/teams?done=true");
        // The same click twice makes one membership.
        head.proven("/desk/teams/join", join);
        assertThat(find(team).members()).hasSize(1);
        assertThat(head.open("/desk/teams").body()).contains("试验设备安全队", "安全生产与设备", "在任");

        String form = head.open(base + "/do/entrust").body();
        assertThat(form)
                .contains(member.id().toString())
                .doesNotContain(other.id().toString());
        Answer refused = entrust(head, other);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("只有这个主题专职队伍的在任成员才能担任项目经理");
        assertThat(entrust(pages.at(other), other).status()).isEqualTo(422);
        assertThat(entrust(head, member).location()).isEqualTo(base + "?done=entrust");
        assertThat(head.open(base).body()).contains("项目经理", "试验员");
        assertThat(managed(member)).contains(desk.find(id).number());
        assertThat(managed(other)).isEmpty();
        assertThat(views.view(id, city.at("SJ/chief")).manager())
                .satisfies(manager ->
                        assertThat(Objects.requireNonNull(manager).id()).isEqualTo(member.id()));

        assertThat(head.proven("/desk/teams/leave", "member", membership.toString(), "why", "调岗")
                        .location())
                .isEqualTo("/desk/teams?done=true");

        assertThat(views.view(id, city.at("SJ/chief")).manager()).isNull();
        assertThat(managed(member)).as("whoever left answers for nothing").isEmpty();
        assertThat(entrust(head, member).status()).isEqualTo(422);
        assertThat(find(team).members()).extracting(Team.Member::endedBecause).containsExactly("调岗");
        assertThat(trail(team)).containsExactlyInAnyOrder(Teams.LEFT, Teams.JOINED, Teams.FOUNDED);
    }

    @Test
    void aMemberTakesACaseHimselfAndATeamThatEndedHasNoMembers() throws Exception {
        Clerk head = pages.at("sj.head");
        UUID team = founded(head, "试验快办队");
        Staff member = pages.newcomer("SJ/examiner");
        head.proven("/desk/teams/join", joining(UUID.randomUUID(), team, member));

        assertThat(entrust(pages.at(member), member).location()).isEqualTo(base + "?done=entrust");
        head.proven("/desk/teams/end", "ending", team.toString(), "reason", "任务完成");

        assertThat(views.view(id, city.at("SJ/chief")).manager()).isNull();
        LocalDate today = LocalDate.of(2026, 11, 20);
        assertThat(teams.members(DeskPages.CITY, Set.of(SAFETY), today)).doesNotContain(member.id());
        assertThat(head.proven("/desk/teams/join", joining(UUID.randomUUID(), team, member))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whatIsHandedOnOrEndsStandsOnHisListNoMore() throws Exception {
        Clerk head = pages.at("sj.head");
        UUID team = founded(head, "试验交接队");
        Staff first = pages.newcomer("SJ/examiner");
        Staff second = pages.newcomer("SJ/examiner");
        head.proven("/desk/teams/join", joining(UUID.randomUUID(), team, first));
        head.proven("/desk/teams/join", joining(UUID.randomUUID(), team, second));
        entrust(head, first);
        entrust(head, second);
        entrust(head, first);
        assertThat(managed(first)).contains(desk.find(id).number());
        entrust(head, second);

        assertThat(managed(first)).isEmpty();
        assertThat(managed(second)).contains(desk.find(id).number());

        desk.write(
                id,
                city.at("SJ/head"),
                City.key(),
                null,
                paper -> new Terminate(
                        TerminationGround.FORCE_MAJEURE,
                        "设备已经报废",
                        "00",
                        city.at("SJ/chief").id(),
                        paper));

        assertThat(managed(second)).as("it has ended").isEmpty();
    }

    @Test
    void hisListCostsTheSameForOneCaseAndForMany() throws Exception {
        Clerk head = pages.at("sj.head");
        UUID team = founded(head, "试验多件队");
        Staff member = pages.newcomer("SJ/examiner");
        head.proven("/desk/teams/join", joining(UUID.randomUUID(), team, member));
        Officer officer = directory.officer(member.id(), time.instant());
        entrust(head, member);
        var one = statements.calling(() -> managedCases.of(officer));
        for (int i = 0; i < 4; i++) {
            id = city.accepted(EQUIPMENT).id();
            base = "/desk/cases/" + id.value();
            entrust(head, member);
        }

        var five = statements.calling(() -> managedCases.of(officer));

        assertThat(one.result()).hasSize(1);
        assertThat(five.result()).hasSize(5);
        assertThat(five.count().statements()).hasSameSizeAs(one.count().statements());
    }

    @Test
    void aMembershipCountsFromItsFirstDayToItsLast() throws Exception {
        Clerk head = pages.at("sj.head");
        UUID team = founded(head, "试验任期队");
        Staff member = pages.newcomer("SJ/examiner");
        head.proven(
                "/desk/teams/join",
                "key",
                UUID.randomUUID().toString(),
                "team",
                team.toString(),
                "person",
                member.id().toString(),
                "joins",
                "2026-12-01",
                "leaves",
                "2026-12-31");

        assertThat(members(LocalDate.of(2026, 11, 30))).doesNotContain(member.id());
        assertThat(members(LocalDate.of(2026, 12, 1))).contains(member.id());
        assertThat(members(LocalDate.of(2026, 12, 31))).contains(member.id());
        assertThat(members(LocalDate.of(2027, 1, 1))).doesNotContain(member.id());
    }

    @Test
    void headsFormTeamsOfTheirOwnDepartmentAfterProvingThatItIsThey() throws Exception {
        Clerk head = pages.at("sj.head");
        String[] form = founding(UUID.randomUUID(), "WJW", "别人的队伍");
        assertThat(head.send("/desk/teams", form).location()).isNotEqualTo("/desk/teams?done=true");
        Answer foreign = head.proven("/desk/teams", form);

        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.body()).contains("只能组建、调整本部门的队伍");
        assertThat(pages.at("sj.examiner1").open("/desk/teams").status()).isEqualTo(403);
        assertThat(head.proven("/desk/teams/join", "key", UUID.randomUUID().toString())
                        .body())
                .as("the summary names the field and leads to it")
                .contains("<a href=\"#team\">队伍：请填写或选择这一项</a>");
        assertThat(head.open("/desk/teams?lang=en").body()).contains("Theme teams", "Form a team");
    }

    @Test
    void aTeamTakesPeopleAndNoMachines() throws Exception {
        Clerk head = pages.at("sj.head");
        UUID team = founded(head, "试验真人队");
        Staff machine = directory.staff(systems.register(Set.of("SJ/chief"), Set.of(Scope.APPLICATIONS_READ))
                .machine()
                .staffId());

        Answer refused = head.proven("/desk/teams/join", joining(UUID.randomUUID(), team, machine));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("专职队伍只能由人员组成");
        assertThat(head.open("/desk/teams").body()).doesNotContain(machine.id().toString());
        assertThat(find(team).members()).isEmpty();
    }

    @Test
    void whoMayNotSeeTheCaseIsNotItsManagerThoughHeIsOfATeam() throws Exception {
        Clerk head = pages.at("sj.head");
        UUID team = founded(head, "试验跨部门队");
        Staff stranger = pages.newcomer("ZJ/examiner");
        head.proven("/desk/teams/join", joining(UUID.randomUUID(), team, stranger));
        assertThat(pages.at(stranger).open(base).status()).isEqualTo(403);

        Answer refused = entrust(head, stranger);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("这位同事看不到这个办件");
        assertThat(head.open(base + "/do/entrust").body())
                .doesNotContain(stranger.id().toString());
    }

    @Test
    void daysBeyondAllPlansAndEndlessNamesAreSaidByTheField() throws Exception {
        Clerk head = pages.at("sj.head");
        for (String day : List.of("+999999999-12-31", "-999999999-01-01", "0000-01-01", "9999-12-31", "1899-12-31")) {
            String[] form = founding(UUID.randomUUID(), "SJ", "试验远日队");
            form[form.length - 1] = day;

            Answer refused = head.proven("/desk/teams", form);

            assertThat(refused.status()).as(day).isEqualTo(422);
            assertThat(refused.body()).as(day).contains("年份在 1900 到 2199 之间");
        }
        String[] form = founding(UUID.randomUUID(), "SJ", "试验长名队");
        String[] named = Arrays.copyOf(form, form.length + 2);
        named[form.length] = "name-en";
        named[form.length + 1] = "x".repeat(201);
        assertThat(head.proven("/desk/teams", named).status()).isEqualTo(422);
    }

    /** What stands under the heading of the cases that he answers for. */
    private String managed(Staff staff) throws Exception {
        String inbox = pages.at(staff).open("/desk").body();
        int from = inbox.indexOf("id=\"managed\"");
        return from < 0 ? "" : inbox.substring(from, inbox.indexOf("</section>", from));
    }

    private Set<UUID> members(LocalDate on) {
        return teams.members(DeskPages.CITY, Set.of(SAFETY), on);
    }

    private UUID founded(Clerk head, String name) throws Exception {
        UUID team = UUID.randomUUID();
        Answer answer = head.proven("/desk/teams", founding(team, "SJ", name));
        assertThat(answer.location()).as(answer.body()).isEqualTo("/desk/teams?done=true");
        return team;
    }

    private static String[] founding(UUID team, String department, String name) {
        return new String[] {
            "key", team.toString(), "name", name, "department", department, "themes", SAFETY, "from", "2026-01-01"
        };
    }

    private static String[] joining(UUID membership, UUID team, Staff member) {
        return new String[] {
            "key",
            membership.toString(),
            "team",
            team.toString(),
            "person",
            member.id().toString(),
            "joins",
            "2026-01-01"
        };
    }

    private Team find(UUID team) {
        return teams.all(DeskPages.CITY).stream()
                .filter(each -> each.id().equals(team))
                .findFirst()
                .orElseThrow();
    }

    private List<String> trail(UUID team) {
        return Trail.of(audit, DeskPages.CITY, List.of(Teams.FOUNDED, Teams.JOINED, Teams.LEFT, Teams.ENDED)).stream()
                .filter(entry -> entry.subject().equals(team.toString()))
                .map(entry -> entry.kind())
                .toList();
    }

    private Answer entrust(Clerk clerk, Staff to) throws Exception {
        return clerk.send(
                base + "/do/entrust",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "manager",
                to.id().toString());
    }
}

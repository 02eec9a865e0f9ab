package org.yimen.demo;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command.Entrust;
import org.yimen.application.Application.Command.Grant;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Team;
import org.yimen.organisation.Teams;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;

/** 专职队伍 of the demo city, the case managers that they give, and a decision that waits for the second decider. */
@Component
class DemoTeams {

    private static final LocalDate FROM = LocalDate.of(2026, 9, 1);
    private static final int LOOKED_AT = 100;
    private static final int MANAGED = 6;

    private static final Logger log = LoggerFactory.getLogger(DemoTeams.class);

    private final Teams teams;
    private final ApplicationDesk desk;
    private final WorkLists lists;
    private final Directory directory;
    private final InstantSource time;

    DemoTeams(Teams teams, ApplicationDesk desk, WorkLists lists, Directory directory, InstantSource time) {
        this.teams = teams;
        this.desk = desk;
        this.lists = lists;
        this.directory = directory;
        this.time = time;
    }

    void live() {
        UUID market = team(
                "SJ",
                new Text("经营许可专班", "Business licensing team"),
                List.of("start-business", "permits", "safety"),
                "sj.examiner1",
                "sj.examiner2");
        var _ = team(
                "ZJ", new Text("工程建设专班", "Construction team"), List.of("construction"), "zj.examiner1", "zj.chief");
        UUID old =
                team("SJ", new Text("春季登记专班", "Spring registration team"), List.of("start-business"), "sj.examiner1");
        quietly(() -> teams.end(by("sj.head"), old, "集中登记任务完成，并入经营许可专班。"));
        log.debug("Teams formed, first {}", market);
        manage("SJ", "sj.examiner1");
        manage("ZJ", "zj.examiner1");
        List.of("SJ", "ZJ").forEach(this::propose);
    }

    private UUID team(String department, Text name, List<String> themes, String... members) {
        UUID id = named("team " + name.zh());
        UUID head = by(department.toLowerCase(Locale.ROOT) + ".head");
        quietly(() -> teams.found(
                head, new Team(id, directory.region(), department, name, themes, FROM, null, null, List.of())));
        for (String login : members) {
            directory
                    .staff(directory.region(), login)
                    .map(Staff::id)
                    .ifPresent(member -> quietly(
                            () -> teams.join(head, named("member " + name.zh() + login), id, member, FROM, null)));
        }
        return id;
    }

    /** The latest open cases of the department have somebody who answers for them. */
    private void manage(String department, String login) {
        Actor member = Actor.officer(by(login), department + "/examiner");
        cases(department, Set.of("Received", "Reviewing", "Deciding")).stream()
                .limit(MANAGED)
                .forEach(id -> quietly(
                        () -> desk.act(id, member, "demo-manager-" + id.value(), null, new Entrust(member.id(), ""))));
    }

    /** What two must decide waits for the second one. */
    private void propose(String department) {
        Actor chief = Actor.officer(by(department.toLowerCase(Locale.ROOT) + ".chief"), department + "/chief");
        cases(department, Set.of("Deciding")).stream()
                .filter(id -> desk.item(desk.find(id)).oversight().secondDecider())
                .limit(1)
                .forEach(id -> quietly(() -> desk.write(id, chief, "demo-proposal-" + id.value(), null, Grant::new)));
    }

    private List<CaseId> cases(String department, Set<String> states) {
        return lists
                .ofDepartments(
                        directory.region(),
                        desk.kind(),
                        List.of(department),
                        time.instant().plusSeconds(1),
                        LOOKED_AT)
                .stream()
                .filter(file -> states.contains(file.status()))
                .map(WorkLists.Summary::id)
                .toList();
    }

    private UUID by(String login) {
        return directory.staff(directory.region(), login).orElseThrow().id();
    }

    private static UUID named(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    private static void quietly(Runnable act) {
        try {
            act.run();
        } catch (RuleBroken refusal) {
            log.debug("Not now: {}", refusal.getMessage());
        }
    }
}

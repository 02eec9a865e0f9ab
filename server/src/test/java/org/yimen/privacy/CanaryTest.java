package org.yimen.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.PreChecks;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hall.Bookings;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.Slots;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Report;
import org.yimen.identity.Channel;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.operations.OperationsCommand;
import org.yimen.platform.Text;
import org.yimen.platform.postgres.LocalServer;
import org.yimen.rating.Level;
import org.yimen.rating.Ratings;
import org.yimen.rating.Way;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestData;
import org.yimen.testing.TestTime;

/** Canary people: whose number and phone must turn up nowhere once they have been through the whole house. */
@HallTest
@ExtendWith(OutputCaptureExtension.class)
class CanaryTest {

    private static final String REGION = "629901";

    @Autowired
    People people;

    @Autowired
    Passwords passwords;

    @Autowired
    Applicants applicants;

    @Autowired
    City city;

    @Autowired
    ApplicationDesk desk;

    @Autowired
    PreChecks preChecks;

    @Autowired
    Hall hall;

    @Autowired
    Slots slots;

    @Autowired
    Bookings bookings;

    @Autowired
    OrderDesk orders;

    @Autowired
    Ratings ratings;

    @Autowired
    Verifications verifications;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Value("${yimen.data}")
    Path data;

    private Person canary = new Person(UUID.randomUUID(), "", TestNumbers.citizen(), "");

    @BeforeEach
    void throughTheWholeHouse() {
        var number = TestNumbers.citizen();
        String phone = "154" + number.value().substring(7, 15);
        canary = people.register("金丝雀", number, phone, passwords.hash("a-password-of-its-own-1"));
        var applicant = applicants.of(canary.id(), null);
        var actor = Actor.applicant(canary.id(), canary.id());
        CaseId id = desk.submit(city.complete(applicant, "public-place-hygiene"), actor, "web", City.key())
                .id();
        var _ = desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        var _ = desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        var _ = desk.issue(id, city.at("WJW/chief"), City.key(), null);
        var _ = desk.act(id, city.at("ZX/window"), City.key(), null, city.toHimself(id));
        preChecks.ask(city.complete(applicant, "food-business"));
        books();
        complains();
        UUID visit = ratings.served(
                REGION,
                Ratings.Served.visit(
                        UUID.randomUUID(), canary.id(), canary.id(), null, "SJ", "ZX-W1", Text.of("金丝雀的服务")),
                TestTime.START);
        // What is rated badly becomes an order, which holds who it was.
        ratings.rate(
                REGION,
                visit,
                canary.id(),
                Level.DISSATISFIED,
                List.of("slow"),
                "等了很久",
                Way.of(org.yimen.rating.Channel.WEB));
        verifications.verified(canary.id(), Verification.How.PASSWORD, Channel.WEB, REGION);
        assertThat(verifications.code(canary.id())).isPresent();
    }

    private void books() {
        var group = hall.group(1);
        hall.slots(group, 3);
        var slot = slots.bookable(REGION, group.code(), null).getFirst();
        var wish = new Bookings.Wish(
                slot.id(), null, canary.id(), canary.id(), null, Door.WEB, canary.id(), UUID.randomUUID());
        assertThat(bookings.book(REGION, wish).code()).isNotEmpty();
    }

    private void complains() {
        var reporter = new Report.Reporter(canary.name(), canary.phone(), canary.id(), null);
        var content = new Report.Content("楼道灯坏了", "修好", "云溪区");
        var _ = orders.register(
                new Report("complaint", "housing", null, false, content, reporter),
                canary.id(),
                Actor.applicant(canary.id(), canary.id()),
                "web",
                City.key());
    }

    @Test
    @Proves("M-IDA-06")
    void noTableHoldsANumberThatCanBeRead() {
        assertThat(traces().tables()).isEmpty();
    }

    @Test
    void noFileOfTheDataFoldersHoldsOne() throws IOException {
        assertThat(traces().files(data)).isEmpty();
    }

    @Test
    @Proves("M-IDA-06")
    void noBackupHoldsOneNorDoesTheLogBesideIt() throws Exception {
        Path repository = TestData.folder("canary").resolve("repository");

        backUp(repository);

        assertThat(traces().backup(repository)).isEmpty();
        try (Stream<Path> files = Files.walk(repository)) {
            assertThat(files.filter(file -> file.toString().endsWith(".gz")))
                    .as("the log, packed")
                    .isNotEmpty();
        }
        Path planted = repository.resolve("planted.gz");
        try (var packed = new GZIPOutputStream(Files.newOutputStream(planted))) {
            packed.write(("…" + canary.citizenId().value() + "…").getBytes(UTF_8));
        }
        assertThat(traces().backup(repository)).as("what is planted is found").containsExactly(planted);
    }

    private void backUp(Path repository) throws Exception {
        var said = new ByteArrayOutputStream();
        var print = new PrintStream(said, true, UTF_8);
        try {
            int exit = OperationsCommand.run(
                    List.of("backup", "--to", repository.toString(), "--data", data.toString()),
                    Map.of("YIMEN_POSTGRES_BINARIES", TestData.binaries().toString()),
                    print,
                    print);
            assertThat(exit).as(said.toString(UTF_8)).isZero();
        } finally {
            try (var server = LocalServer.on(data, TestData.binaries());
                    Connection connection = server.enter();
                    var statement = connection.createStatement()) {
                statement.execute("alter system set archive_command = 'true'");
                statement.execute("alter system reset archive_timeout");
                statement.execute("select pg_reload_conf()");
            }
            Files.deleteIfExists(data.resolve("backups-to"));
        }
    }

    @Test
    void noAnswerToAStrangersMistakesSaysOne() throws Exception {
        typedWhereItDoesNotBelong();
    }

    /** What a page says beside the fields in which the reader's own words stand again. */
    private static String besideFields(String body) {
        return body.replaceAll("<input[^>]*>", "");
    }

    private void typedWhereItDoesNotBelong() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            String number = canary.citizenId().value();
            for (String path : List.of(
                    "/search?q=" + number,
                    "/progress?number=" + number,
                    "/verify/" + number,
                    "/nothing/" + number,
                    "/items/" + number,
                    "/desk/cases/" + number,
                    "/me/cases/" + number,
                    "/sign-in?next=/" + number)) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
                // What somebody typed himself may stand in his field again; it never becomes part of an address.
                assertThat(answer.statusCode()).as(path).isLessThan(500);
                for (String form : traces().forms()) {
                    assertThat(besideFields(answer.body())).as(path).doesNotContain(form);
                }
            }
            HttpResponse<String> refused = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("citizen-id=" + number + "&name="
                                    + URLEncoder.encode("金丝雀", UTF_8) + "&password=wrong"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(refused.headers().firstValue("Location").orElse("")).doesNotContain(number);
            for (String form : traces().forms()) {
                assertThat(besideFields(refused.body())).doesNotContain(form);
            }
        }
    }

    @Test
    void noLineOfTheLogSaysOne(CapturedOutput output) throws Exception {
        typedWhereItDoesNotBelong();

        for (String form : traces().forms()) {
            assertThat(output.getAll()).doesNotContain(form);
        }
    }

    private Traces traces() {
        return new Traces(jdbc, canary);
    }
}

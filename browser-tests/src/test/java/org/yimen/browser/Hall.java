package org.yimen.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import org.yimen.Yimen;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.platform.CityTime;

/** The whole city, open for the run of this module: the application on a port of its own, and one browser. */
final class Hall implements AutoCloseable {

    /** Cases that the demo city has lived when the doors open: enough for lists that are not empty. */
    private static final int CASES = 24;

    /** No sandbox, since tests also run as root; and no name but this machine's can be resolved. */
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-gpu-watchdog",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

    /** Attempts to sign in are counted by address and time: those of later must not count for those of now. */
    private static final String LATER_ADDRESS = "192.0.2.77";

    private final Path folder;
    private final ConfigurableApplicationContext application;
    private final Playwright playwright;
    private final Browser browser;
    private final Inspector inspector;

    private Hall(Path folder, ConfigurableApplicationContext application, Playwright playwright, Browser browser) {
        this.folder = folder;
        this.application = application;
        this.playwright = playwright;
        this.browser = browser;
        this.inspector = new Inspector();
    }

    static Hall open() {
        Path folder = emptyFolder();
        int port = freePort();
        var yimen = new SpringApplication(Yimen.class);
        yimen.addInitializers(context -> context.getBeanFactory().registerSingleton("laterRequests", later()));
        var application = yimen.run(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                // Where a payment sends the payer back to.
                "--yimen.url=http://127.0.0.1:" + port,
                "--yimen.data=" + folder.resolve("city"),
                "--yimen.demo=true",
                // Guests from elsewhere come as by a gateway.
                "--yimen.gateway.addresses=127.0.0.1",
                "--yimen.demo.cases=" + CASES,
                // A word that is missing fails here and not before a citizen.
                "--yimen.words.strict=true");
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        // The driver and the browser, too, leave nothing behind.
        environment.put("TMPDIR", folder.toString());
        System.setProperty("playwright.driver.tmpdir", folder.toString());
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setHeadless(true)
                        .setArgs(FLAGS));
        return new Hall(folder, application, playwright, browser);
    }

    /** Somebody new comes, with a browser that remembers nothing. */
    Guest guest(Manner manner) {
        return new Guest(this, manner, Map.of());
    }

    /** Somebody who comes from another address of the network. */
    Guest guestFrom(String address, Manner manner) {
        return new Guest(this, manner, Map.of("X-Forwarded-For", address));
    }

    /**
     * Somebody who comes at a later moment, while everybody else stays in the present. Where he signs in, whoever is signed in now
     * has been away too long by then and is signed out; so the story goes on with those of that day.
     */
    Guest guestAt(ZonedDateTime moment, Manner manner) {
        String later = Duration.between(now(), moment).toString();
        return new Guest(this, manner, Map.of(LaterRequests.HEADER, later, "X-Forwarded-For", LATER_ADDRESS));
    }

    Browser browser() {
        return browser;
    }

    Inspector inspector() {
        return inspector;
    }

    String origin() {
        return "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** 工号: what stands on the sign before a member of staff. */
    String badge(String login) {
        var directory = application.getBean(Directory.class);
        return directory.staff(directory.region(), login).orElseThrow().employeeNumber();
    }

    /** 免职: as two officers would; his posts come back when what is returned is run. */
    Runnable dismisses(String login) {
        var directory = application.getBean(Directory.class);
        var organisation = application.getBean(Organisation.class);
        var staff = directory.staff(directory.region(), login).orElseThrow().id();
        List<Posting> held = directory.postings(directory.region()).stream()
                .filter(each -> each.staff().equals(staff) && each.until() == null)
                .toList();
        held.forEach(posting -> organisation.end(posting, today().minusDays(1)));
        return () -> held.forEach(posting -> organisation.appoint(
                new Posting(posting.region(), posting.post(), staff, posting.standIn(), today(), null)));
    }

    /** The id by which addresses of the console name a member of staff. */
    String staff(String login) {
        var directory = application.getBean(Directory.class);
        return directory.staff(directory.region(), login).orElseThrow().id().toString();
    }

    ZonedDateTime now() {
        return application.getBean(InstantSource.class).instant().atZone(CityTime.ZONE);
    }

    LocalDate today() {
        return CityTime.day(application.getBean(InstantSource.class).instant());
    }

    /**
     * 逾期不告知: as if a case that was just handed in had lain there for so many days; the sweep of time finds it within seconds.
     * Its journal keeps the true moment.
     */
    void forgets(String number, int days) {
        int moved = application
                .getBean(JdbcClient.class)
                .sql("""
                        update casework.case_file
                           set state = jsonb_set(
                                   jsonb_set(state, '{filing,on}', to_jsonb(:on::text)),
                                   '{filing,at}', to_jsonb(:at::text)),
                               wake_at = now()
                         where number = :number
                        """)
                .param("on", today().minusDays(days).toString())
                .param("at", now().minusDays(days).toInstant().toString())
                .param("number", number)
                .update();
        if (moved != 1) {
            throw new IllegalStateException("No case " + number);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        application.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FilterRegistrationBean<LaterRequests> later() {
        var first = new FilterRegistrationBean<>(new LaterRequests());
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }

    /** The shell first: it draws no windows around pages that nobody looks at. */
    private static Path chromium() {
        return Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No Chromium here: apt-get update && apt-get install -y chromium-headless-shell fonts-noto-cjk"));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path emptyFolder() {
        try {
            Path folder = Files.createTempDirectory("yimen-browser-tests");
            // PostgreSQL, which does not run as root, keeps a folder inside.
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

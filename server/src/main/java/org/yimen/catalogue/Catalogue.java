package org.yimen.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.yimen.catalogue.ItemVersions.Row;
import org.yimen.catalogue.Library.Sheet;
import org.yimen.platform.CityTime;
import org.yimen.platform.StartRefused;

/**
 * 事项库: what can be applied for here. It reads from memory; the database keeps what was ever public, the files of the
 * build bring new versions. The public sees published versions only, of each item the newest one in force.
 */
@Service
public class Catalogue {

    private static final ZoneId ZONE = CityTime.ZONE;

    /** How long another node's publication may go unnoticed. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Who publishes what the build brings as published. */
    private static final String BUILD = "build";

    private final Library library;
    private final ItemVersions versions;
    private final InstantSource time;
    private final ApplicationEventPublisher events;
    private final Function<ItemVersion, List<Finding>> staffing;
    private final String region;
    private volatile Snapshot snapshot;

    @Autowired
    Catalogue(
            ItemVersions versions,
            InstantSource time,
            ApplicationEventPublisher events,
            Deciders deciders,
            @Value("${yimen.region:629901}") String region) {
        this(orRefuse(Library::bundled), versions, time, events, deciders::enough, region);
    }

    /**
     * With other files than this build's own.
     *
     * @param staffing what stands against a version because of who serves where
     */
    Catalogue(
            Library library,
            ItemVersions versions,
            InstantSource time,
            ApplicationEventPublisher events,
            Function<ItemVersion, List<Finding>> staffing,
            String region) {
        this.library = library;
        this.versions = versions;
        this.time = time;
        this.events = events;
        this.staffing = staffing;
        this.region = region;
        this.snapshot = orRefuse(() -> {
            bring(library, versions, region, time.instant());
            return read(library, versions, region, time.instant());
        });
    }

    /** Wrong data stop the start with everything that has to be put right. */
    private static <T> T orRefuse(Supplier<T> start) {
        try {
            return start.get();
        } catch (CatalogueBroken broken) {
            throw new StartRefused(
                    "The catalogue of service items has " + broken.problems().size() + " problem(s):\n"
                            + broken.getMessage() + "\nCorrect these lines and start again.",
                    broken);
        }
    }

    private record Known(ItemVersion version, Row row) {}

    private record Snapshot(Map<String, List<Known>> byCode, String mark, Instant readAt) {

        /** The newest published version in force on that day. */
        private Optional<ItemVersion> current(String code, LocalDate day) {
            return byCode.getOrDefault(code, List.of()).stream()
                    .filter(known -> known.row().isPublished())
                    .map(Known::version)
                    .filter(version -> !version.effectiveOn().isAfter(day))
                    .max(Comparator.comparingInt(ItemVersion::number));
        }

        private Optional<Known> known(String code, int number) {
            return byCode.getOrDefault(code, List.of()).stream()
                    .filter(each -> each.version().number() == number)
                    .findFirst();
        }
    }

    /** What can be applied for today, one version of each item, by code. */
    public List<ItemVersion> published() {
        LocalDate today = today();
        Snapshot now = snapshot();
        return now.byCode().keySet().stream()
                .flatMap(code -> now.current(code, today).stream())
                .toList();
    }

    /**
     * The next window in which it can be applied for: of published versions, in force or to come, each of which speaks only for
     * the days on which it is in force.
     */
    public Optional<ItemVersion.Window> nextWindow(String code, LocalDate after) {
        Snapshot now = snapshot();
        return now.byCode().getOrDefault(code, List.of()).stream()
                .filter(known -> known.row().isPublished())
                .map(Known::version)
                .flatMap(version -> version.window().stream()
                        .filter(window -> now.current(code, window.from()).equals(Optional.of(version))))
                .filter(window -> window.from().isAfter(after))
                .min(Comparator.comparing(ItemVersion.Window::from));
    }

    /** The version under which a case of this item would be opened today. */
    public Optional<ItemVersion> current(String code) {
        return snapshot().current(code, today());
    }

    /** That very version, in force or past, and drafts too: for cases that froze it and for those who edit it. */
    public Optional<ItemVersion> version(String code, int number) {
        return snapshot().known(code, number).map(Known::version);
    }

    /** What is written and not yet public. */
    public List<ItemVersion> drafts() {
        return snapshot().byCode().values().stream()
                .flatMap(List::stream)
                .filter(known -> !known.row().isPublished())
                .map(Known::version)
                .toList();
    }

    public boolean isPublished(String code, int number) {
        return snapshot()
                .known(code, number)
                .filter(known -> known.row().isPublished())
                .isPresent();
    }

    /** What stands against publishing this version; empty where nothing does, or where there is no such version. */
    public List<Finding> findings(String code, int number) {
        return version(code, number).map(this::against).orElse(List.of());
    }

    private List<Finding> against(ItemVersion version) {
        return Stream.of(PublishRules.check(version, library.setting()), staffing.apply(version))
                .flatMap(List::stream)
                .toList();
    }

    public Setting setting() {
        return library.setting();
    }

    public Guide guide(ItemVersion version, Locale locale) {
        return Guide.of(version, library.setting(), locale);
    }

    /** 审批流程图, to be put into the page as it is. */
    public String flowChart(ItemVersion version, Locale locale) {
        return FlowChart.svg(version, library.setting(), locale);
    }

    /** Makes a draft public, if every rule is kept. {@code who} is the catalogue manager's post and name, for the record. */
    @Transactional
    public void publish(String inRegion, String code, int number, String who) {
        Instant at = time.instant();
        var problems = new ArrayList<Problem>();
        Row row = versions.all(inRegion).stream()
                .filter(each -> each.code().equals(code) && each.number() == number && !each.isPublished())
                .findFirst()
                .orElseThrow(() -> PublishRefused.notDraft(code, number));
        ItemVersion version = parsed(library, row, problems).orElseThrow(() -> new CatalogueBroken(problems));
        List<Finding> findings = against(version);
        if (!findings.isEmpty()) {
            throw PublishRefused.because(findings, code, number);
        }
        if (!versions.publish(inRegion, row, at, who)) {
            throw new OptimisticLockingFailureException(code + " version " + number + " changed meanwhile");
        }
        events.publishEvent(new VersionPublished(inRegion, code, number, at, who));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void refresh(VersionPublished published) {
        if (published.region().equals(region)) {
            snapshot = read(library, versions, region, time.instant());
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.instant(), ZONE);
    }

    private Snapshot snapshot() {
        Snapshot seen = snapshot;
        Instant now = time.instant();
        if (Duration.between(seen.readAt(), now).abs().compareTo(FRESH) < 0) {
            return seen;
        }
        Snapshot next = versions.mark(region).equals(seen.mark())
                ? new Snapshot(seen.byCode(), seen.mark(), now)
                : read(library, versions, region, now);
        snapshot = next;
        return next;
    }

    private static Snapshot read(Library library, ItemVersions versions, String region, Instant now) {
        // The mark first: what is published between the two reads is read again at the next look.
        String mark = versions.mark(region);
        Map<String, Sheet> sheets = new HashMap<>();
        library.sheets().forEach(sheet -> sheets.put(sheet.digest(), sheet));
        var byCode = new LinkedHashMap<String, List<Known>>();
        var problems = new ArrayList<Problem>();
        for (Row row : versions.all(region)) {
            Sheet same = sheets.get(row.digest());
            Optional<ItemVersion> version = same == null ? parsed(library, row, problems) : Optional.of(same.version());
            version.ifPresent(each ->
                    byCode.computeIfAbsent(row.code(), _ -> new ArrayList<>()).add(new Known(each, row)));
        }
        if (!problems.isEmpty()) {
            throw new CatalogueBroken(problems);
        }
        return new Snapshot(byCode, mark, now);
    }

    private static Optional<ItemVersion> parsed(Library library, Row row, List<Problem> problems) {
        return Library.parsed(
                        "database/" + row.code() + "/v" + row.number() + ".yaml",
                        row.content(),
                        library.setting().dictionaries(),
                        problems)
                .map(Sheet::version);
    }

    /** Stores what the files bring and the database lacks; says everything that contradicts before anything is written. */
    private static void bring(Library library, ItemVersions versions, String region, Instant at) {
        var stored = new HashMap<String, Row>();
        versions.all(region).forEach(row -> stored.put(row.code() + "/" + row.number(), row));
        var problems = new ArrayList<Problem>();
        var insert = new ArrayList<Row>();
        var replace = new ArrayList<Row>();
        var publish = new HashSet<Row>();
        for (Sheet sheet : library.sheets()) {
            ItemVersion version = sheet.version();
            @Nullable Row known = stored.get(version.code() + "/" + version.number());
            Row row = row(sheet, at);
            if (known == null) {
                insert.add(row);
            } else if (known.isPublished() && !known.digest().equals(row.digest())) {
                problems.add(new Problem(
                        "items/" + version.code() + "/v" + version.number() + ".yaml",
                        1,
                        "Changed after it was published; write the change as version " + (version.number() + 1)));
            } else if (!known.isPublished()) {
                replace.add(row);
                if (sheet.isPublished()) {
                    publish.add(row);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new CatalogueBroken(problems);
        }
        insert.forEach(row -> versions.insert(region, row));
        replace.forEach(row -> versions.replaceDraft(region, row));
        publish.forEach(row -> {
            var _ = versions.publish(region, row, at, BUILD);
        });
    }

    private static Row row(Sheet sheet, Instant at) {
        ItemVersion version = sheet.version();
        return new Row(
                version.code(),
                version.number(),
                sheet.isPublished(),
                version.effectiveOn(),
                sheet.digest(),
                sheet.yaml(),
                sheet.isPublished() ? at : null,
                sheet.isPublished() ? BUILD : null);
    }
}

package org.yimen.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.FastLanes;
import org.yimen.application.Lane;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.Consult;
import org.yimen.hall.Consults;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.ProvenPhones;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Enquiry;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;
import org.yimen.rating.Channel;
import org.yimen.rating.Level;
import org.yimen.rating.Occasion;
import org.yimen.rating.Ratings;
import org.yimen.rating.Way;

/** What the people of the demo city write, ask and say of how they were served, through the same services as everybody. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoTalk {

    private static final Logger log = LoggerFactory.getLogger(DemoTalk.class);
    private static final String CHEN = "629901199503124524";
    private static final int TRIES = 30;
    private static final int CASES = 60;

    private static final List<List<String>> THREADS = List.of(
            List.of("请问现场核查大概安排在哪一天？我好提前在店里等。", "现场核查定在本周四上午，出发前会打电话与您确认。"),
            List.of("结果可以改成邮寄吗？我最近不在市区。", "可以，送达方式已按您的说明登记，制证后寄到您填写的地址。"),
            List.of("材料里的平面图是扫描的，看得清楚吗？", ""),
            List.of("办件显示已受理，还需要我做什么吗？", "目前不需要，审查由部门进行，有进展会给您发消息。"),
            List.of("我的电话换了，已经在个人资料里改好，请以新号码联系。", ""));

    private static final List<List<String>> QUESTIONS = List.of(
            List.of("租的房子可以用来办理吗，需要房东到场吗？", "可以。提交租赁合同即可，房东不用到场。"),
            List.of("周末能去窗口办吗？", "周六上午有值班窗口，可以先在网上预约。"),
            List.of("网上交了材料，还要再送纸质的吗？", "不用。网上提交的材料与纸质材料效力相同。"),
            List.of("超过承诺时限没有办完怎么办？", ""));

    private static final List<String> WORDS = List.of("", "", "办得比说的快，没想到。", "窗口同志讲得很清楚。", "", "等得有点久，希望能更快。");

    private final People people;
    private final ProvenPhones phones;
    private final Remarks remarks;
    private final Enquiries enquiries;
    private final Ratings ratings;
    private final DemoRatings visits;
    private final Consults consults;
    private final FastLanes fast;
    private final ApplicationDesk desk;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final Directory directory;
    private final InstantSource time;

    DemoTalk(
            People people,
            ProvenPhones phones,
            Remarks remarks,
            Enquiries enquiries,
            Ratings ratings,
            DemoRatings visits,
            Consults consults,
            FastLanes fast,
            ApplicationDesk desk,
            WorkLists lists,
            Catalogue catalogue,
            Directory directory,
            InstantSource time) {
        this.people = people;
        this.phones = phones;
        this.remarks = remarks;
        this.enquiries = enquiries;
        this.ratings = ratings;
        this.visits = visits;
        this.consults = consults;
        this.fast = fast;
        this.desk = desk;
        this.lists = lists;
        this.catalogue = catalogue;
        this.directory = directory;
        this.time = time;
    }

    /** Once the cases are there. */
    void live(List<String> citizens, BooleanSupplier closing) {
        var random = new Random(20261122);
        Instant now = time.instant();
        try {
            citizens.forEach(number -> prove(number, now));
            prove(CHEN, now);
            write(random, now);
            ask(citizens, now);
            counter(citizens, now);
            rate(citizens, random, now, closing);
            visits.live();
        } catch (RuntimeException failure) {
            if (!closing.getAsBoolean()) {
                log.error("The talk of the demo went wrong", failure);
            }
        }
    }

    /** Who asked at the counter this morning, and one case that somebody wants first. */
    private void counter(List<String> citizens, Instant now) {
        String region = directory.region();
        Officer guide = directory.officer(
                directory.staff(region, "zx.guide1").orElseThrow().id(), now);
        UUID window = directory.staff(region, "zx.window1").orElseThrow().id();
        for (int i = 0; i < 3; i++) {
            UUID holder = i == 2 ? null : person(citizens.get(i)).id();
            Consult consult = consults.open(guide, "food-business", holder, new UUID(20261122, i));
            if (i == 0 && consult.printedAt() == null) {
                consults.print(consult, guide);
            } else if (i == 2 && consult.receiver() == null && consult.owner().equals(guide.id())) {
                consults.handOver(consult, guide, window);
            }
        }
        Officer clerk = directory.officer(window, now);
        lists.ofDepartments(region, ApplicationDesk.KIND, List.of("SJ"), now, CASES).stream()
                .filter(summary -> summary.status().equals("Received"))
                .limit(1)
                .forEach(summary -> fast.ask(
                        clerk, summary.id().value(), Lane.Kind.URGENT, "店面租约月底起算，逾期要赔违约金", new UUID(20261122, 9)));
    }

    private void prove(String number, Instant now) {
        Person person = person(number);
        ReplayTime.at(
                now.minus(Duration.ofDays(20)),
                () -> phones.ask(person.id(), person.phone(), "demo-" + number)
                        .ifPresent(request -> phones.readOut(person.id(), request)
                                .ifPresent(code -> phones.finish(person.id(), request, code))));
    }

    private void write(Random random, Instant now) {
        var departments =
                directory.departments().stream().map(each -> each.code()).toList();
        List<Summary> cases =
                lists.ofDepartments(directory.region(), ApplicationDesk.KIND, departments, now, CASES).stream()
                        .filter(summary -> summary.channel().equals("web"))
                        .filter(summary -> summary.openedAt().isBefore(now.minus(Duration.ofHours(6))))
                        .toList();
        for (int i = 0; i < cases.size(); i += 3) {
            Summary summary = cases.get(i);
            List<String> texts = THREADS.get(i / 3 % THREADS.size());
            var file = desk.find(summary.id());
            ItemVersion item = desk.item(file);
            UUID person = desk.applicant(file).person();
            var about = new Remark.About(
                    file.id().region(),
                    file.id().value(),
                    file.number(),
                    item.name(),
                    file.department(),
                    file.applicant(),
                    person);
            Instant asked = summary.openedAt().plus(Duration.ofHours(1L + random.nextInt(4)));
            ReplayTime.at(asked, () -> remarks.ask(about, person, key(), texts.getFirst()));
            String post = item.department() + "/examiner";
            if (!texts.getLast().isEmpty()) {
                directory.holders(directory.region(), post, CityTime.day(now)).stream()
                        .findFirst()
                        .ifPresent(holder -> ReplayTime.at(
                                asked.plus(Duration.ofMinutes(70)),
                                () -> remarks.answer(about, holder.staff().id(), post, key(), texts.getLast())));
            }
        }
    }

    private void ask(List<String> citizens, Instant now) {
        List<ItemVersion> items = catalogue.published();
        for (int i = 0; i < items.size() && i < 2 * QUESTIONS.size(); i++) {
            ItemVersion item = items.get(i);
            List<String> texts = QUESTIONS.get(i % QUESTIONS.size());
            UUID person =
                    person(i == 0 ? CHEN : citizens.get(i % citizens.size())).id();
            Instant asked = now.minus(Duration.ofHours(30L + 20L * i));
            ReplayTime.at(asked, () -> {
                UUID id = enquiries.ask(
                        directory.region(),
                        person,
                        new Enquiries.About(item.code(), item.name(), item.department()),
                        key(),
                        texts.getFirst());
                if (!texts.getLast().isEmpty()) {
                    Enquiry enquiry = enquiries.find(directory.region(), id).orElseThrow();
                    Officer owner = directory.officer(enquiry.owner(), CityTime.day(now));
                    enquiries.answer(enquiry, owner, texts.getLast());
                    enquiries.publish(
                            enquiries.find(directory.region(), id).orElseThrow(),
                            owner,
                            texts.getFirst(),
                            texts.getLast());
                }
            });
        }
    }

    /** The invitations come with the news of the cases, which are read in their own time. */
    private void rate(List<String> citizens, Random random, Instant now, BooleanSupplier closing) {
        List<UUID> holders =
                citizens.stream().map(number -> person(number).id()).toList();
        int last = -1;
        for (int tries = 0; tries < TRIES && !closing.getAsBoolean(); tries++) {
            int found = holders.stream()
                    .mapToInt(holder ->
                            ratings.of(directory.region(), holder, Ratings.MOST).size())
                    .sum();
            if (found > 0 && found == last) {
                break;
            }
            last = found;
            try {
                Thread.sleep(Duration.ofSeconds(3));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        for (UUID holder : holders) {
            for (Occasion occasion : ratings.of(directory.region(), holder, Ratings.MOST)) {
                if (random.nextInt(3) == 0) {
                    continue;
                }
                Level level = List.of(Level.values()).get(Math.min(random.nextInt(3) * random.nextInt(3), 4));
                Instant at = occasion.servedAt().plus(Duration.ofHours(1L + random.nextInt(30)));
                if (at.isBefore(now)) {
                    ReplayTime.at(
                            at,
                            () -> ratings.rate(
                                    directory.region(),
                                    occasion.id(),
                                    holder,
                                    level,
                                    List.of(level.tags()
                                            .get(random.nextInt(level.tags().size()))),
                                    level.isBad() ? "等了很久，窗口也说不清楚还要多久。" : WORDS.get(random.nextInt(WORDS.size())),
                                    Way.of(Channel.WEB)));
                }
            }
        }
    }

    private Person person(String number) {
        return people.find(CitizenId.of(number)).orElseThrow();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}

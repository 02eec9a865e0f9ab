package org.yimen.demo;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Delegation;
import org.yimen.identity.Delegations;
import org.yimen.identity.Delegations.Extent;
import org.yimen.identity.Entities;
import org.yimen.identity.Operator;
import org.yimen.identity.People;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.ThirdParties;
import org.yimen.identity.ThirdParty.Kind;
import org.yimen.platform.CityTime;

/** Who acts for whom in the demo, and who goes first: through the same services as anybody, and once. */
@Component
@Order(15)
@ConditionalOnBooleanProperty("yimen.demo")
class DemoRelations implements ApplicationRunner {

    private static final String CHEN = "629901199503124524";
    private static final String WU = "629901194805020648";
    private static final String HE = "62990119560323022X";
    private static final String MA = "629901197110010359";
    private static final String AYGUL = "629901199704101847";
    private static final String SPRUCE = "91629901MA9900B28U";
    private static final String LABORATORY = "91629901MA9900T22E";
    private static final String SPRING_WATER = "91629901MA9900C320";

    private final People people;
    private final Entities entities;
    private final Delegations delegations;
    private final ThirdParties thirdParties;
    private final SpecialGroups groups;
    private final InstantSource time;
    private final String region;

    DemoRelations(
            People people,
            Entities entities,
            Delegations delegations,
            ThirdParties thirdParties,
            SpecialGroups groups,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.thirdParties = thirdParties;
        this.region = region;
        this.people = people;
        this.entities = entities;
        this.delegations = delegations;
        this.groups = groups;
        this.time = time;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        UUID chen = person(CHEN);
        if (!delegations.of(chen).isEmpty()) {
            return;
        }
        LocalDate today = CityTime.day(time.instant());
        var some = new Extent(Set.of("minimum-living-allowance", "cross-region-medical"), today, today.plusYears(1));
        Delegation forGrandmother = delegations.toPerson(person(WU), "陈晓禾", CitizenId.of(CHEN), some);
        delegations.accept(forGrandmother.id(), chen, chen);
        // To be accepted or declined by whoever tries it.
        delegations.toPerson(person(HE), "陈晓禾", CitizenId.of(CHEN), new Extent(Set.of(), today, today.plusMonths(3)));
        UUID spruce = entities.find(CreditCode.of(SPRUCE)).orElseThrow().id();
        var water = entities.find(CreditCode.of(SPRING_WATER)).orElseThrow();
        UUID owner = water.representative(today).orElseThrow();
        thirdParties(today);
        Delegation agency = delegations.toFirm(
                water.id(),
                owner,
                CreditCode.of(SPRUCE),
                new Extent(Set.of("water-abstraction"), today, today.plusMonths(6)));
        delegations.accept(
                agency.id(),
                spruce,
                entities.find(spruce).orElseThrow().representative(today).orElseThrow());
        groups.declare(person(MA), SpecialGroup.DISABLED, "持肢体残疾人证，使用轮椅");
        groups.declare(person(AYGUL), SpecialGroup.PREGNANT, "孕 7 个月");
    }

    /** Invented bodies; one of them is suspended, so that the console shows why. */
    private void thirdParties(LocalDate today) {
        LocalDate from = today.minusMonths(8);
        enter(SPRUCE, "安澜市云杉建设工程有限公司", Kind.AGENCY, "代办服务备案（演示）0021 号", "ZJ", from);
        enter("91629901MA9900T14K", "安澜市经纬测绘有限公司", Kind.SURVEYING, "乙级测绘资质（演示）0117 号", "ZR", from);
        enter(LABORATORY, "安澜市清源检测有限公司", Kind.TESTING, "检验检测机构资质（演示）0308 号", "SJ", from);
        // Somebody who sees its orders.
        UUID laboratory = entities.find(CreditCode.of(LABORATORY)).orElseThrow().id();
        entities.appoint(laboratory, new Operator(person(MA), Operator.Role.LEGAL_REPRESENTATIVE, from, null));
        UUID late = enter("91629901MA9900T309", "安澜市量衡评估有限公司", Kind.APPRAISAL, "评估机构备案（演示）0042 号", "ZJ", from);
        thirdParties.suspend(region, late, "两次超期出报告，整改到月底", "system");
    }

    private UUID enter(String code, String name, Kind kind, String qualification, String department, LocalDate from) {
        return thirdParties.enter(
                region,
                new ThirdParties.Entry(
                        CreditCode.of(code), name, kind, qualification, department, from, from.plusYears(2)),
                "system");
    }

    private UUID person(String number) {
        return people.find(CitizenId.of(number)).orElseThrow().id();
    }
}

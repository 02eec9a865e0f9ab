package org.yimen.improvement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.improvement.Bulletins.Bulletin;
import org.yimen.improvement.Bulletins.Topic;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 通报 where no office system is connected. */
@HallTest
class BulletinWithoutOfficeTest {

    private static final String CITY = "629901";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private City city;

    @Autowired
    private Directory directory;

    @Autowired
    private AuditLog audit;

    @Autowired
    private InstantSource time;

    @Test
    @Proves("M-EVA-21")
    void itGoesOutAndNobodyInventsANumberForIt() {
        var bulletins = new Bulletins(
                jdbc, new StaticListableBeanFactory().getBeanProvider(OfficeFeed.class), directory, audit, time);
        UUID id = UUID.randomUUID();
        bulletins.draft(city.officer("ZX/supervisor"), id, Topic.RATINGS, "评价通报" + id, "主动评价率");

        bulletins.approve(city.officer("ZX/director"), Topic.RATINGS, id);

        assertThat(bulletins.find(CITY, Topic.RATINGS, id))
                .get()
                .returns(true, Bulletin::issued)
                .returns(null, Bulletin::feed);
    }
}

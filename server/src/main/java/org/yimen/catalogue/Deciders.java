package org.yimen.catalogue;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.CityTime;

/**
 * 有权决定的人: who may decide an item's cases, by a post that decides and a letter that covers the item. The head of the
 * department is one of them by the letter that the government gave him, and by nothing else: every decision names its letter.
 */
@Service
public class Deciders {

    /** 双人决定: one decides, another consents. */
    public static final int TWO = 2;

    private final Directory directory;
    private final InstantSource time;

    Deciders(Directory directory, InstantSource time) {
        this.directory = directory;
        this.time = time;
    }

    /** Those appointed today, at their desks or away. */
    public List<Officer> of(ItemVersion item) {
        LocalDate today = CityTime.day(time.instant());
        return directory.officers(today).stream()
                .filter(officer -> !directory.staff(officer.id()).machine())
                .filter(officer ->
                        Stream.of("chief", "head").anyMatch(role -> officer.holds(item.department() + "/" + role)))
                .filter(officer -> officer.letterFor(Right.DECIDE, item.department(), item.code(), today)
                        .isPresent())
                .toList();
    }

    /** A version whose cases wait for two people stays a draft while there are no two: nobody could ever decide them. */
    List<Finding> enough(ItemVersion version) {
        if (!version.oversight().secondDecider()) {
            return List.of();
        }
        int there = of(version).size();
        return there >= TWO
                ? List.of()
                : List.of(Finding.of(
                        "oversight.secondDecider",
                        "catalogue.rule.two-deciders",
                        "行政许可法 第四十二条",
                        version.department(),
                        there));
    }
}

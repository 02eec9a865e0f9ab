package org.yimen.demo;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Step;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.procedure.Survey.Appointment;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Survey.Mode;
import org.yimen.procedure.Survey.Surveyor;

/** Surveys of the demo city: two go, look at every point, and take a picture of a door. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoSurveys {

    private static final byte[] PICTURE = picture();

    private final SpecialProcedures special;
    private final Directory directory;
    private final InstantSource time;

    DemoSurveys(SpecialProcedures special, Directory directory, InstantSource time) {
        this.special = special;
        this.directory = directory;
        this.time = time;
    }

    void appoint(CaseId id, Step step, Instant at) {
        String department = step.department();
        special.appoint(
                id,
                examiner(id, step),
                step.code(),
                new Appointment(
                        Mode.INDEPENDENT,
                        at.plus(Duration.ofMinutes(20)),
                        "申请表所填经营场所",
                        List.of(
                                new Surveyor(holder(id, department + "/examiner"), department),
                                new Surveyor(holder(id, department + "/chief"), department)),
                        "",
                        "",
                        List.of()));
    }

    void record(CaseId id, Step step) {
        Officer examiner = examiner(id, step);
        special.photograph(id, examiner, step.code(), PICTURE);
        special.record(
                id,
                examiner,
                step.code(),
                new Finding(
                        step.checklist().stream().collect(Collectors.toMap(Plan.Point::code, _ -> true)),
                        true,
                        "现场与申请材料一致，符合要求。"));
    }

    private Officer examiner(CaseId id, Step step) {
        return directory.officer(holder(id, step.department() + "/examiner"), time.instant());
    }

    private UUID holder(CaseId id, String post) {
        return directory.holders(id.region(), post, CityTime.day(time.instant())).stream()
                .filter(holder -> !holder.standIn())
                .findFirst()
                .orElseThrow()
                .staff()
                .id();
    }

    private static byte[] picture() {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0xD8, 0xE2, 0xE8));
        pen.fillRect(0, 0, 320, 240);
        pen.setColor(new Color(0x1F, 0x5A, 0x85));
        pen.fillRect(110, 60, 100, 180);
        pen.setColor(Color.WHITE);
        pen.fillOval(188, 145, 10, 10);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}

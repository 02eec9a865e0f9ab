package org.yimen.custody;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.identity.Entities;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** Tells an owner what becomes of his paper, and members of staff what waits for them; what the paper is stays unsaid. */
@Component
class OriginalNews {

    private final Outbox outbox;
    private final Directory directory;
    private final Entities entities;

    OriginalNews(Outbox outbox, Directory directory, Entities entities) {
        this.outbox = outbox;
        this.directory = directory;
        this.entities = entities;
    }

    /** In the transaction of the move: its number makes each thing be said once. */
    void moved(Original original, Act act, Move.Detail detail, Instant now) {
        switch (act) {
            case Act.Doom _ -> {
                Text until = Texts.day(((Standing.Doomed) original.standing()).fetchUntil());
                tellOwner(original, "doomed", List.of(until), now);
                seconds(original, CityTime.day(now))
                        .filter(officer -> !officer.equals(original.standing().by()))
                        .forEach(officer -> tell(original, officer, "second", List.of(until), now));
            }
            case Act.Destroy _ -> tellOwner(original, "destroyed", List.of(), now);
            case Act.Spare _ -> tellOwner(original, "spared", List.of(), now);
            case Act.ReportLost _ -> {
                tellOwner(original, "lost", List.of(Text.of(detail.then())), now);
                seconds(original, CityTime.day(now))
                        .forEach(officer -> tell(original, officer, "missed", List.of(), now));
            }
            case Act.Find _ -> tellOwner(original, "found", List.of(), now);
            case Act.SettleLoss _ -> tellOwner(original, "settled", List.of(Text.of(detail.note())), now);
            // It was one clerk's word that he or his agent took it: he is asked for his.
            case Act.GiveBack _ -> tellOwner(original, "given-back", List.of(), now);
            case Act.Archive _ ->
                seconds(original, CityTime.day(now))
                        .filter(officer -> !officer.equals(original.standing().by()))
                        .forEach(officer -> tell(original, officer, "shelved", List.of(), now));
            case Act.Confirm _ -> {
                if (original.standing() instanceof Standing.Closed) {
                    tellOwner(original, "archived", List.of(), now);
                }
            }
            case Act.HandOn _, Act.Refuse _, Act.TakeBack _ -> {}
        }
    }

    /** Nobody confirmed it in time: those who can, and who gave it. */
    void late(Original original, Standing.OnTheWay way, Instant now) {
        LocalDate today = CityTime.day(now);
        Stream<UUID> others =
                way.to().equals(Place.ARCHIVE) ? seconds(original, today) : serving(original.region(), way.to(), today);
        Stream.concat(others, Stream.of(way.by()))
                .distinct()
                .forEach(officer -> tell(original, officer, "late", List.of(), now));
    }

    /** Those who look after all papers, and who heads the department that has this one. */
    private Stream<UUID> seconds(Original original, LocalDate today) {
        return directory.posts(original.region()).stream()
                .map(post -> post.code())
                .filter(post -> Custody.isSecond(post, original.standing().at()))
                .flatMap(post -> holders(original.region(), post, today))
                .distinct();
    }

    private Stream<UUID> serving(String region, Place place, LocalDate today) {
        return directory.posts(region).stream()
                .map(post -> post.code())
                .filter(post -> Place.ofPost(post).filter(place::equals).isPresent())
                .flatMap(post -> holders(region, post, today));
    }

    private Stream<UUID> holders(String region, String post, LocalDate today) {
        return directory.holders(region, post, today).stream()
                .map(holder -> holder.staff().id());
    }

    private void tellOwner(Original original, String what, List<Text> more, Instant now) {
        UUID person = entities.find(original.holder())
                .flatMap(firm -> firm.representative(CityTime.day(now)))
                .orElse(original.holder());
        UUID matter = original.caseId().value();
        outbox.post(notice(original, original.holder(), person, what, more, now)
                .to("/me/cases/" + matter)
                .ofCase(matter));
    }

    private void tell(Original original, UUID officer, String what, List<Text> more, Instant now) {
        outbox.postInside(notice(original, officer, officer, what, more, now).to("/desk/originals/" + original.id()));
    }

    private static Notice notice(
            Original original, UUID holder, UUID person, String what, List<Text> more, Instant now) {
        List<Text> arguments = Stream.concat(
                        Stream.of(Text.of(original.number().toString()), Text.of(original.caseNumber())), more.stream())
                .toList();
        return Notice.of(
                original.region(),
                holder,
                person,
                "original:" + original.id() + ":" + original.moves() + ":" + what,
                "custody.news." + what,
                arguments,
                now);
    }
}

package org.yimen.hall;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Answers;
import org.yimen.form.FormCheck;
import org.yimen.form.FormReading;
import org.yimen.form.Question;

/**
 * 咨询导办: somebody asks at the counter what he needs, and is given his list.
 *
 * @param number by which a window finds it again; it stands on the printed list
 * @param holder who asked, where he said so
 * @param firstOwner who was asked first
 * @param owner who answers for it: the first who was asked, or who confirmed that he takes it
 * @param receiver whom it was offered to and who has not confirmed yet
 * @param caseId the case that came of it
 */
public record Consult(
        String region,
        UUID id,
        String number,
        @Nullable UUID holder,
        String item,
        int itemVersion,
        Answers answers,
        Instant openedAt,
        UUID firstOwner,
        UUID owner,
        @Nullable UUID receiver,
        int handovers,
        @Nullable Instant printedAt,
        @Nullable Instant sentAt,
        @Nullable UUID caseId) {

    /** What this situation leads to, the same list as online. */
    public record Checklist(ItemVersion item, FormReading reading) {

        static Checklist of(ItemVersion item, Answers answers) {
            return new Checklist(item, FormCheck.read(item.form(), answers));
        }

        /** The questions that decide it, as far as the answers lead. */
        public List<Question> questions() {
            return item.deciding().stream().filter(reading.asked()::contains).toList();
        }

        /** How many of them are open: with each the list may grow. */
        public long open() {
            return questions().stream()
                    .filter(question -> reading.value(question.code()).isEmpty())
                    .count();
        }

        /** What the applicant brings. */
        public List<Material> bring() {
            return item.materials(reading).stream()
                    .filter(material -> material.supply() == Material.Supply.APPLICANT)
                    .toList();
        }

        /** What the office has or makes itself. */
        public List<Material> spared() {
            return item.materials(reading).stream()
                    .filter(material -> material.supply() != Material.Supply.APPLICANT)
                    .toList();
        }
    }

    /** True once the list was handed over, on paper or into the inbox. */
    public boolean answered() {
        return printedAt != null || sentAt != null;
    }

    /** Without what was answered. */
    @Override
    public String toString() {
        return "Consult[" + number + "]";
    }
}

package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.form.Question;
import org.yimen.testing.HallTest;

/** Whatever is sent twice at once, while an application is filled in, is there once. */
@HallTest
class DraftsTest {

    private static final String ITEM = "public-place-hygiene";
    private static final String OTHER = "teacher-qualification";
    private static final byte[] PDF = "%PDF-1.4\n3 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Test
    void aFormThatIsSentTwiceAtOnceBeginsOneDraft() throws Exception {
        var key = UUID.randomUUID();
        Applicant citizen = city.citizen();
        drafts.of(citizen.holder()).stream()
                .filter(each -> each.item().equals(OTHER))
                .forEach(drafts::discard);

        List<Dossier> begun = atOnce(4, () -> drafts.begin(citizen, OTHER, Start.signedIn(citizen), key));

        assertThat(begun).extracting(Dossier::id).containsOnly(begun.getFirst().id());
        assertThat(drafts.of(citizen.holder()))
                .filteredOn(each -> each.item().equals(OTHER))
                .hasSize(1);
    }

    @Test
    void aFileThatIsSentTwiceAtOnceIsThereOnce() throws Exception {
        Dossier draft = drafts.create(city.citizen(), ITEM);

        atOnce(4, () -> drafts.attach(draft, "floor-plan", "平面图.pdf", PDF));

        assertThat(drafts.find(draft.id()).orElseThrow().files("floor-plan")).hasSize(1);
    }

    @Test
    void answersThatAreGivenAtOnceAreAllKept() throws Exception {
        Dossier draft = drafts.create(city.citizen(), ITEM);
        List<Question> questions =
                drafts.item(draft).form().questions().stream().limit(3).toList();
        var work = new ArrayList<Callable<Dossier>>();
        questions.forEach(question -> work.add(() -> drafts.answer(draft, question, List.of("1"))));

        run(work);

        Dossier saved = drafts.find(draft.id()).orElseThrow();
        assertThat(questions)
                .allSatisfy(question ->
                        assertThat(saved.answers().all(question.code())).containsExactly("1"));
    }

    private static List<Dossier> atOnce(int times, Callable<Dossier> click) throws Exception {
        var work = new ArrayList<Callable<Dossier>>();
        for (int i = 0; i < times; i++) {
            work.add(click);
        }
        return run(work);
    }

    private static List<Dossier> run(List<Callable<Dossier>> work) throws Exception {
        var done = new ArrayList<Dossier>();
        try (var pool = Executors.newFixedThreadPool(work.size())) {
            for (var future : pool.invokeAll(work)) {
                done.add(future.get());
            }
        }
        return done;
    }
}

package org.yimen.survey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.FormReader;
import org.yimen.catalogue.Problem;
import org.yimen.catalogue.Spelling;
import org.yimen.catalogue.YamlTree;
import org.yimen.catalogue.YamlTree.Branch;
import org.yimen.form.Field;
import org.yimen.form.Form;
import org.yimen.form.Question;
import org.yimen.form.Question.Choice;
import org.yimen.platform.StartRefused;
import org.yimen.platform.Text;
import org.yimen.survey.Questionnaire.Standing;
import org.yimen.survey.Questionnaire.Who;

/** The questionnaires of this build: a file below {@code surveys/} each, read as strictly as the catalogue. */
@Service
public class Questionnaires {

    private static final Text NO_TEXT = Text.of("");

    private final List<Questionnaire> all;

    @Autowired
    Questionnaires(Catalogue catalogue) {
        this(bundled(), catalogue.setting().dictionaries().lists());
    }

    /** @param files texts by their names below {@code surveys/} */
    Questionnaires(Map<String, String> files, Map<String, List<Choice>> lists) {
        var problems = new ArrayList<Problem>();
        var read = new ArrayList<Questionnaire>();
        files.forEach((name, yaml) -> read.add(read(name, yaml, lists, problems)));
        if (!problems.isEmpty()) {
            throw new StartRefused("The questionnaires have " + problems.size() + " problem(s):\n"
                    + problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))
                    + "\nCorrect these lines and start again.");
        }
        this.all = read.stream()
                .sorted(Comparator.comparing(Questionnaire::from).reversed().thenComparing(Questionnaire::code))
                .toList();
    }

    private static Map<String, String> bundled() {
        var files = new LinkedHashMap<String, String>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:surveys/*.yaml")) {
                files.put(String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    private static Questionnaire read(
            String name, String yaml, Map<String, List<Choice>> lists, List<Problem> problems) {
        var tree = new YamlTree("surveys/" + name, yaml);
        Branch root = tree.root();
        var read = new Questionnaire(
                root.value("code", "", Spelling::code),
                root.value("title", NO_TEXT, Spelling::text),
                root.value("intro", NO_TEXT, Spelling::text),
                root.value("from", LocalDate.EPOCH, Spelling::date),
                root.value("until", LocalDate.EPOCH, Spelling::date),
                root.value("who", Who.ANYBODY, Spelling.oneOf(Who.class)),
                root.value("open", false, Spelling::truth),
                root.optionalBranch("scoring", Questionnaires::scoring).orElse(null),
                FormReader.read(root, lists));
        root.close();
        if (!name.equals(read.code() + ".yaml")) {
            root.wrong("code", "belongs into surveys/" + read.code() + ".yaml");
        }
        if (read.until().isBefore(read.from())) {
            root.wrong("until", "lies before the first day");
        }
        check(root, read.form());
        if (read.scoring() != null) {
            check(root, read.form(), read.scoring());
        }
        problems.addAll(tree.problems());
        return read;
    }

    private static void check(Branch root, Form form) {
        if (form.questions().isEmpty()) {
            root.wrong("form", "asks nothing");
        }
        var parts = new HashSet<String>();
        for (Form.Section section : form.sections()) {
            List<String> codes = section.whole()
                    ? List.of(section.code())
                    : section.questions().stream().map(Question::code).toList();
            if (!codes.stream().allMatch(parts::add)) {
                root.wrong("form", "two pages would have the address of one of " + codes);
            }
        }
        // There is no dossier that a file would lie in, and nobody whose licences could be offered.
        form.questions().stream()
                .filter(question -> question.field() instanceof Field.File || question.field() instanceof Field.Licence)
                .forEach(question -> root.wrong("form", "'" + question.code() + "' asks for a file or a licence"));
    }

    private static Scoring scoring(Branch branch) {
        return new Scoring(
                branch.value("overall", "", Spelling::code),
                Set.copyOf(branch.values("satisfied", word -> word)),
                branch.branches("points", Questionnaires::point).stream()
                        .collect(Collectors.toMap(Point::choice, Point::points, (first, _) -> first)),
                branch.branches("parts", Questionnaires::part));
    }

    private record Point(String choice, int points) {}

    private static Point point(Branch branch) {
        return new Point(branch.value("choice", "", Spelling::code), branch.value("points", 0, Spelling::count));
    }

    private static Scoring.Part part(Branch branch) {
        return new Scoring.Part(
                branch.value("question", "", Spelling::code), branch.value("weight", 0, Spelling::count));
    }

    /** Of questions that are asked, and of choices of the overall one. */
    private static void check(Branch root, Form form, Scoring scoring) {
        Set<String> asked = form.questions().stream().map(Question::code).collect(Collectors.toSet());
        if (!asked.contains(scoring.overall())
                || !scoring.parts().stream().allMatch(part -> asked.contains(part.question()) && part.weight() > 0)) {
            root.wrong("scoring", "weighs a question that is not asked");
        }
        if (scoring.parts().stream().noneMatch(part -> part.question().equals(scoring.overall()))) {
            root.wrong("scoring", "does not weigh its overall question: a valid answer could be worth nothing");
        }
        if (!scoring.points().keySet().containsAll(scoring.satisfied())
                || !scoring.points().values().stream().allMatch(points -> points <= 100)) {
            root.wrong("scoring", "has no points between 0 and 100 for a choice");
        }
    }

    /** The newest first. */
    public List<Questionnaire> all() {
        return all;
    }

    public Optional<Questionnaire> find(String code) {
        return all.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** Those that can be answered on that day. */
    public List<Questionnaire> running(LocalDate day) {
        return all.stream().filter(each -> each.on(day) == Standing.RUNS).toList();
    }
}

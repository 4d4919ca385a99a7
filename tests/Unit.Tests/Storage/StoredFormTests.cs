using MobileBackend.Application.Common.Storage;
using MobileBackend.Domain.Programmes.Definitions;
using Planted.Storage;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Storage;

/// <summary>What is stored can be read for ever, and is made of nothing that changes with the code.</summary>
public sealed class StoredFormTests
{
    private const string Tree = """
        v1:{"kind":"oak","height":12,"isOld":true,"plantedOn":"1902-03-01","nests":[{"bird":"019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e30","note":"high"}],
        "leaves":{"1":{"c":"red"}},"fallen":{"c":"brown"}}
        """;

    private static readonly string Sample = Tree.ReplaceLineEndings(string.Empty);

    [Fact]
    public void Forms_Always_AreMadeOfPlainValues() => StoredFormRules.Violations(StoredForms.All).ShouldBeEmpty();

    [Fact]
    public void Forms_Always_AreThoseOfTheList() =>
        StoredFormList.Violations(StoredForms.All, File.ReadAllText(StoredForms.Committed("stored-forms.txt"))).ShouldBeEmpty();

    [Fact]
    public void Samples_Always_OpenAndAreWrittenTheSame() =>
        StoredForms.All.SelectMany(form => StoredSamples.Violations(form, StoredSamples.Find(form))).ShouldBeEmpty();

    [Fact]
    public void Words_Always_AreThoseOfTheList()
    {
        var words = StoredForms.Words.Select(Describe).Order(StringComparer.Ordinal);
        words.ShouldBe(File.ReadAllLines(StoredForms.Committed("stored-words.txt")).Where(line => line is not "" && line[0] != '#'));
    }

    [Theory]
    [InlineData(typeof(GoalTreeV1), "goal of GoalTreeV1 is a GoalKind")]
    [InlineData(typeof(DomainTreeV1), "answers of DomainTreeV1 is a Answer")]
    [InlineData(typeof(CommandTreeV1), "command of CommandTreeV1 is a PlantTreeCommand")]
    [InlineData(typeof(NullTreeV1), "kind of NullTreeV1 may be null, which is not written: give it the default null.")]
    [InlineData(typeof(DefaultTreeV1), "height of DefaultTreeV1 is never null: make it a required member")]
    [InlineData(typeof(ComputedTreeV1), "shadow of ComputedTreeV1 is computed")]
    [InlineData(typeof(IgnoringTreeV1), "rings of IgnoringTreeV1 has [JsonIgnore]")]
    [InlineData(typeof(MisnamedTreeV2), "let its name end with V1")]
    public void Rules_FormBreaksOne_SayWhich(Type planted, string expected) =>
        StoredFormRules.Violations([planted]).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Rules_FormKeepsThem_SayNothing() => StoredFormRules.Violations([typeof(StoredTreeV1)]).ShouldBeEmpty();

    [Fact]
    public void Rules_TwoFormsOfOneVersion_SayWhich() =>
        StoredFormRules.Violations([typeof(StoredTreeV1), typeof(GrownTreeV1)]).ShouldHaveSingleItem()
            .ShouldStartWith("'tree' in version 1 is StoredTreeV1 and GrownTreeV1");

    [Theory]
    [InlineData(typeof(GrownTreeV1), "+rings: Int32")]
    [InlineData(typeof(RenamedTreeV1), "+species: String")]
    public void List_FormHasChanged_AsksForAnotherVersion(Type changed, string expected)
    {
        var violation = StoredFormList.Violations([changed], StoredFormList.Describe(typeof(StoredTreeV1))).ShouldHaveSingleItem();

        violation.ShouldContain(expected);
        violation.ShouldContain("add a new version");
    }

    [Fact]
    public void List_FormIsNewOrGone_SaysSo()
    {
        var tree = StoredFormList.Describe(typeof(StoredTreeV1));

        StoredFormList.Violations([typeof(StoredTreeV1)], $"# A remark.\n\n{tree}\n").ShouldBeEmpty();
        StoredFormList.Violations([typeof(StoredTreeV1)], string.Empty).ShouldHaveSingleItem().ShouldEndWith(tree);
        StoredFormList.Violations([], tree).ShouldHaveSingleItem().ShouldStartWith("tree v1 is gone");
    }

    [Fact]
    public void List_AForm_HasALineForEachMember() => StoredFormList.Describe(typeof(StoredTreeV1)).ShouldBe(
        """
        tree v1: StoredTreeV1
          kind: String
          height: Int32
          isOld: Boolean
          plantedOn: DateOnly
          nests[].bird: Guid
          nests[].note?: String
          leaves{String}.c: String
          fallen?.c: String
        """.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData(null, null, "StoredTreeV1 has no sample")]
    [InlineData("oak", "", "The sample of StoredTreeV1 shows nothing in .kind")]
    [InlineData("true", "false", "The sample of StoredTreeV1 shows nothing in .isOld")]
    [InlineData("{\"c\":\"red\"}", "{\"c\":\"\"}", "The sample of StoredTreeV1 shows nothing in .leaves{}.c")]
    [InlineData(",\"note\":\"high\"", "", "The sample of StoredTreeV1 shows nothing in .nests[].note")]
    [InlineData("\"height\":12", "\"height\": 12", "The sample of StoredTreeV1 is written again as another text")]
    [InlineData("\"c\":\"red\"", "\"colour\":\"red\"", "The sample of StoredTreeV1 does not open any more")]
    [InlineData("\"height\":12,", "", "The sample of StoredTreeV1 does not open any more")]
    [InlineData("v1:", "v2:", "The sample of StoredTreeV1 does not open any more")]
    public void Sample_ThatWillNotDo_IsNamed(string? old, string? @new, string expected) =>
        StoredSamples.Violations(typeof(StoredTreeV1), old is null ? null : Sample.Replace(old, @new, StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldStartWith(expected);

    [Fact]
    public void Sample_WithEveryMember_WillDo() => StoredSamples.Violations(typeof(StoredTreeV1), Sample).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(RenamedTreeV1))]
    [InlineData(typeof(GrownTreeV1))]
    public void Sample_OfAFormThatHasChanged_DoesNotOpen(Type changed) =>
        StoredSamples.Violations(changed, Sample).ShouldHaveSingleItem().ShouldContain("does not open any more");

    [Fact]
    public void Words_OfNoValue_AreRefused()
    {
        var words = new StoredWords<ValidationStatus>("status", (default, "draft"));

        words.ValueOf("draft").ShouldBe(default);
        Should.Throw<StoredFormException>(() => words.ValueOf("Draft")).Message.ShouldNotContain("Draft");
        Should.Throw<StoredFormException>(() => words.WordOf((ValidationStatus)1));
    }

    /// <summary>Its name and words, in the order of the enumeration; a value without one is missing here, and cannot be stored.</summary>
    private static string Describe(object words)
    {
        var type = words.GetType();
        var all = (IReadOnlyList<string>)type.GetProperty(nameof(StoredWords<>.All))!.GetValue(words)!;
        all.Count.ShouldBe(Enum.GetValues(type.GetGenericArguments()[0]).Length, $"each value of {type.GetGenericArguments()[0].Name} needs a word");
        return $"{type.GetProperty(nameof(StoredWords<>.Name))!.GetValue(words)}: {string.Join(", ", all)}";
    }
}

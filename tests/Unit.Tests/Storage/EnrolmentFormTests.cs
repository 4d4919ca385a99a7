using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Simulation;
using MobileBackend.Unit.Tests.Enrolments;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Storage;

/// <summary>An enrolment is stored member by member, and comes back as it was.</summary>
public sealed class EnrolmentFormTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private static string Sample => StoredSamples.Find(typeof(StoredEnrolmentV1))!.TrimEnd('\n');

    [Fact]
    public void Mapper_KnownState_WritesTheSample() => StoredText.Write(KnownEnrolment.State.ToStored()).ShouldBe(Sample);

    [Fact]
    public void Mapper_Sample_ReadsTheKnownState() => Text(StoredText.Read<StoredEnrolmentV1>(Sample).ToState()).ShouldBe(Text(KnownEnrolment.State));

    /// <summary>A member that is added to the state is to be stored too: set it in the known state, and add a version of the form.</summary>
    [Fact]
    public void KnownState_Always_SetsEveryMember()
    {
        var members = new Dictionary<string, bool>(StringComparer.Ordinal);
        Visit(typeof(EnrolmentState), KnownEnrolment.State, members);

        members.Count.ShouldBeGreaterThan(40);
        members.Where(member => !member.Value).Select(member => member.Key).ShouldBe(["Journey.IsOnOtherProgramme"]);
    }

    [Fact]
    public void Mapper_AnyState_ComesBackAsItWas() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => ComesBack(RandomState(new Random(seed)))));

    [Fact]
    public void Mapper_StatesOfADayPlannedForLong_ComeBackAsTheyWere()
    {
        var programme = SmallProgramme.Read();
        var reach = SimulatedPerson.ReachIn(FrenchClock.TimeZoneId);
        var state = EnrolmentState.Begin(
            EnrolmentId.From(KnownEnrolment.State.Journey.Id),
            programme,
            GoalKind.Quit,
            Monday.AddDays(3),
            ImmutableDictionary<string, Answer>.Empty,
            Messaging.Usual,
            Monday).Value;
        for (var day = Monday; day < Monday.AddDays(60); day = day.AddDays(1))
        {
            state = state.ActiveOn(day).PlanDay(programme, reach, day, reach.Clock.ToInstant(day, TimeOnly.MinValue)).State;
            state = state.With(state.Journey.Completed(state.Journey.Offers[^1].Occurrence, day));
            ComesBack(state).ShouldBeTrue();
        }

        state.Journey.Offers.Count.ShouldBeGreaterThan(60);
    }

    [Theory]
    [InlineData("\"explore\"", "\"Explore\"")]
    [InlineData("three-per-week", "weekly")]
    public void Mapper_UnknownWord_IsAFault(string word, string unknown)
    {
        var stored = StoredText.Read<StoredEnrolmentV1>(Sample.Replace(word, unknown, StringComparison.Ordinal));
        Should.Throw<StoredFormException>(() => stored.ToState()).Message.ShouldNotContain(unknown.Trim('"'), Case.Sensitive);
    }

    [Theory]
    [InlineData("\"intensity\":6,", "")]
    [InlineData("\"cravings\"", "\"urges\"")]
    [InlineData("\"intensity\":6", "\"intensity\":null")]
    [InlineData("\"intensity\":6", "\"intensity\":6,\"strength\":6")]
    public void Read_OtherMembers_IsAFault(string known, string other) => Should.Throw<StoredFormException>(
        () => StoredText.Read<StoredEnrolmentV1>(Sample.Replace(known, other, StringComparison.Ordinal)));

    [Fact]
    public void PackedText_OfTheSample_OpensForEver()
    {
        // What the packer writes may change with .NET; what it wrote opens all the same.
        var packed = File.ReadAllText(StoredForms.Committed("Samples", "StoredEnrolmentV1.packed.txt")).TrimEnd('\n');

        PackedText.Unpack(packed).ShouldBe(Sample);
        StoredText.VersionOf(packed).ShouldBe(1);
        PackedText.Unpack(PackedText.Pack(Sample)).ShouldBe(Sample);
    }

    [Theory]
    [InlineData("v1:{}")]
    [InlineData("v1:bm90IHBhY2tlZA==")]
    [InlineData("{}")]
    public void PackedText_OfWhatIsNotPacked_IsAFault(string text) => Should.Throw<StoredFormException>(() => PackedText.Unpack(text));

    private static bool ComesBack(EnrolmentState state)
    {
        var text = StoredText.Write(state.ToStored());
        var back = StoredText.Read<StoredEnrolmentV1>(text).ToState();
        return Text(back) == Text(state) && StoredText.Write(back.ToStored()) == text;
    }

    /// <summary>Every member of a state, for comparison alone.</summary>
    private static string Text(EnrolmentState state) => JsonSerializer.Serialize(state);

    private static EnrolmentState RandomState(Random random)
    {
        return new EnrolmentState
        {
            Journey = new Journey
            {
                Id = Id(),
                Goal = Any<GoalKind>(),
                EnrolledOn = Day(),
                GoalChangedOn = Maybe(Day),
                TimesBegunAgain = random.Next(4),
                Left = random.Next(2) == 0 ? null : new LeftGoal(Any<GoalKind>(), Maybe(Day), Attempts(), Day()) { TimesBegunAgain = random.Next(3) },
                Profile = Map(Answer),
                Answers = Map(Answer),
                SurveyAnswers = Map(Answer),
                Attempts = Attempts(),
                Offers = List(() => new Offer(Word(), Word(), Day()) { Number = random.Next(500) }),
                Done = Map(Day),
                Cravings = List(() => new Craving(Day(), random.Next(11), MaybeWord(), MaybeWord(), Maybe(Flag)) { Id = JournalEntryId.From(Id()) }),
                Diary = Enumerable.Range(0, random.Next(5)).ToImmutableSortedDictionary(number => Monday.AddDays(number), _ => random.Next(40)),
                Bands = Map(() => new AssessedBand(Word(), Day())),
                LastActiveOn = Day(),
                PausedOn = Maybe(Day),
            },
            Messaging = new Messaging(Any<MessageFrequency>(), new TimeOnly(random.Next(24), random.Next(60), random.Next(60))),
            Badges = Map(Day),
            SavingsGoal = random.Next(2) == 0 ? null : SavingsGoal.Parse("Un vélo “neuf”", random.Next(SavingsGoal.LeastCents, SavingsGoal.MostCents)).Value,
        };

        Guid Id()
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }

        T Any<T>()
            where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

        DateOnly Day() => Monday.AddDays(random.Next(-400, 400));

        bool Flag() => random.Next(2) == 0;

        string Word() => $"mot-{random.Next(1000)}é\"~{(char)random.Next(32, 0x2100)}";

        string? MaybeWord() => Flag() ? null : Word();

        T? Maybe<T>(Func<T> some)
            where T : struct => Flag() ? null : some();

        ImmutableList<T> List<T>(Func<T> some) => [.. Enumerable.Range(0, random.Next(5)).Select(_ => some())];

        ImmutableDictionary<string, T> Map<T>(Func<T> some) =>
            Enumerable.Range(0, random.Next(5)).ToImmutableDictionary(number => $"{number}{Word()}", _ => some());

        Answer Answer() => new(Maybe(() => random.Next()), Maybe(Flag), Flag() ? null : [.. List(Word)], MaybeWord());

        ImmutableList<Attempt> Attempts() => List(() => new Attempt(Day(), Maybe(Day), List(() => new Lapse(Day(), random.Next(100), Day())))
        {
            EndToldOn = Maybe(Day),
            SetOn = Maybe(Day),
            BroughtForwardFrom = Maybe(Day),
        });
    }

    /// <summary>Notes of each member that can be set, here and in all that it holds, whether it is set to anything other than its default.</summary>
    private static void Visit(Type type, object? value, Dictionary<string, bool> members, string path = "")
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var property in properties.Where(property => property.CanWrite || type == typeof(SavingsGoal)))
        {
            var (held, name) = (value is null ? null : property.GetValue(value), path.Length == 0 ? property.Name : $"{path}.{property.Name}");
            var underlying = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var isSet = held is not null && !held.Equals(underlying.IsValueType ? Activator.CreateInstance(underlying) : null);
            members[name] = members.GetValueOrDefault(name) || isSet;
            foreach (var element in held is IEnumerable many and not string ? many.Cast<object?>().Select(ValueOf) : [held])
            {
                if (element?.GetType() is { IsClass: true, Namespace: { } space } part && space.StartsWith("MobileBackend.Domain", StringComparison.Ordinal))
                {
                    Visit(part, element, members, name);
                }
            }
        }
    }

    private static object? ValueOf(object? element) =>
        element?.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? pair.GetProperty("Value")!.GetValue(element)
            : element;
}

using MobileBackend.Application.Common.Storage;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>The words of what is stored of enrolments and journals.</summary>
internal static class EnrolmentWords
{
    public static readonly StoredWords<GoalKind> Goals = new(
        "goal", (GoalKind.Quit, "quit"), (GoalKind.Reduce, "reduce"), (GoalKind.Explore, "explore"));

    public static readonly StoredWords<MessageFrequency> Frequencies = new(
        "message-frequency", (MessageFrequency.Daily, "daily"), (MessageFrequency.ThreePerWeek, "three-per-week"), (MessageFrequency.None, "none"));

    public static readonly StoredWords<CravingPlace> Places = new(
        "place",
        (CravingPlace.Home, "home"),
        (CravingPlace.Work, "work"),
        (CravingPlace.Outside, "outside"),
        (CravingPlace.Transport, "transport"),
        (CravingPlace.Party, "party"));

    public static readonly StoredWords<Company> Companies = new(
        "company",
        (Company.Alone, "alone"),
        (Company.Partner, "partner"),
        (Company.Family, "family"),
        (Company.Friends, "friends"),
        (Company.Colleagues, "colleagues"),
        (Company.Others, "others"));
}

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>
/// Who has which range of the French numbering plan, by the metadata of google-libphonenumber 3.2.47, with three deliberate differences:
/// a prefix that belongs to one territory as a whole (0693, 0639, 0590…) is taken as a whole, because operators open new blocks in it and
/// a person must not be refused for having one; 0508 is Saint-Pierre-et-Miquelon alone; and 06 39 98, reserved for works of fiction and for
/// test data, is a mainland mobile although the rest of 0639 is in Mayotte.
/// </summary>
internal static class PhoneNumberPlan
{
    private const string Mainland = "33";
    private const string SaintPierreEtMiquelon = "508";
    private const string ReunionAndMayotte = "262";
    private const string Guadeloupe = "590";
    private const string Guyane = "594";
    private const string Martinique = "596";
    private const string NewCaledonia = "687";
    private const string FrenchPolynesia = "689";

    // First and last prefix (inclusive) after the 0, and the country code; null where nobody has a line. The longest prefix decides.
    private static readonly (string First, string Last, string? Code)[] Ranges =
    [
        .. new (string, string, string?)[]
        {
            ("1", "5", Mainland), ("40", "40", null),
            ("262", "262", ReunionAndMayotte), ("2630", "2630", ReunionAndMayotte), ("26310", "26316", ReunionAndMayotte),
            ("2688", "2689", ReunionAndMayotte), ("269", "269", ReunionAndMayotte),
            ("508", "508", null),
            ("590", "590", Guadeloupe), ("594", "594", Guyane), ("596", "596", Martinique),
            ("5987", "5987", Guadeloupe), ("5988", "5988", Guyane), ("5989", "5989", Martinique),
            ("6", "6", Mainland), ("639", "639", ReunionAndMayotte), ("63998", "63998", Mainland),
            ("690", "690", Guadeloupe), ("691", "691", null), ("69122", "69135", Guadeloupe),
            ("692", "693", ReunionAndMayotte), ("694", "694", Guyane), ("696", "697", Martinique),
            ("7", "7", Mainland), ("70", "72", null), ("70840", "70845", SaintPierreEtMiquelon), ("70850", "70856", SaintPierreEtMiquelon),
            ("70900", "70904", Guadeloupe), ("70910", "70913", Martinique), ("70920", "70923", ReunionAndMayotte),
            ("70930", "70933", Guyane), ("70935", "70937", ReunionAndMayotte),
            ("9", "9", Mainland),
        }.OrderByDescending(range => range.Item1.Length),
    ];

    public static IReadOnlyList<string> CountryCodes { get; } =
        [Mainland, ReunionAndMayotte, SaintPierreEtMiquelon, Guadeloupe, Guyane, Martinique, NewCaledonia, FrenchPolynesia];

    /// <summary>The country code of nine digits written after a 0, or null where nobody has such a line.</summary>
    public static string? CountryCodeOf(string subscriber) =>
        Array.Find(Ranges, range => IsWithin(subscriber, range.First, range.Last)).Code;

    /// <summary>Free-call, shared-cost and premium numbers: all of 08.</summary>
    public static bool IsSpecial(string subscriber) => subscriber[0] == '8';

    /// <summary>Voice over IP under an overseas code; the same digits are valid under +33 too.</summary>
    public static bool IsOverseasVoice(string code, string subscriber) =>
        code is ReunionAndMayotte or Guadeloupe or Guyane or Martinique && subscriber[..3] is "939" or "947" or "976";

    /// <summary>The territories whose lines have fewer than nine digits, without their free-call, shared-cost and premium ranges.</summary>
    public static bool IsShortOverseasNumber(string code, string subscriber) => code switch
    {
        SaintPierreEtMiquelon => subscriber.Length == 6 && subscriber[0] is >= '2' and <= '9',
        NewCaledonia => subscriber.Length == 6 && subscriber[0] is (>= '2' and <= '5') or (>= '7' and <= '9') && subscriber[..2] is not "36",
        FrenchPolynesia => subscriber.Length == 8 && subscriber[..2] is "40" or "49" or "87" or "88" or "89",
        _ => false,
    };

    private static bool IsWithin(string subscriber, string first, string last) =>
        string.CompareOrdinal(subscriber, 0, first, 0, first.Length) >= 0 && string.CompareOrdinal(subscriber, 0, last, 0, last.Length) <= 0;
}

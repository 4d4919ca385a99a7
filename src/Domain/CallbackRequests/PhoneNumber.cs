using System.Text;
using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>
/// A subscriber's number that the service can call back: mainland France, the overseas departments and collectivities.
/// Made by <see cref="Parse"/> only, so that it is always valid.
/// </summary>
/// <remarks>
/// <para>
/// People overseas type their number as on the mainland (<c>0692 12 34 56</c>), but the country code is their territory's
/// (<c>+262692123456</c>): it is found by prefix, and a number in international form must carry the code of its prefix.
/// </para>
/// <para>
/// Nine-digit numbers under 09 (voice over IP) do not tell their territory. Typed nationally they are kept under +33, which is valid for
/// all of them; typed under an overseas code (<c>+590 976…</c>) they keep that code.
/// </para>
/// <para>
/// The fixed lines of Saint-Pierre-et-Miquelon have six digits: <c>0508 41 12 34</c>, as dialled from the mainland, is <c>+508411234</c>.
/// </para>
/// </remarks>
public sealed record PhoneNumber
{
    /// <summary>Longest text that is looked at: far over any way of writing fifteen digits.</summary>
    public const int MaximumTextLength = 40;

    private const string Separators = " .-()\u00A0\u202F\u2011";

    private PhoneNumber(string e164) => E164 = e164;

    /// <summary>International form without separators: <c>+33199001234</c>.</summary>
    public string E164 { get; }

    /// <summary>What may be shown back: as many pairs as people would dial, hidden but for the last two digits (<c>•• •• •• •• 34</c>).</summary>
    public string Masked
    {
        get
        {
            var subscriber = E164.Length - (E164.StartsWith("+33", StringComparison.Ordinal) ? "+33".Length : "+508".Length);
            var dialled = subscriber == 9 ? "0".Length + subscriber : subscriber;
            return new StringBuilder(15).Insert(0, "•• ", (dialled / 2) - 1).Append(E164, E164.Length - 2, 2).ToString();
        }
    }

    /// <summary>A number as it was accepted and stored: a later numbering plan does not judge it again.</summary>
    public static PhoneNumber FromStored(string e164) => new(e164);

    /// <summary>
    /// Reads a number in French national form or in international form (<c>+</c> or <c>00</c>, an optional <c>(0)</c> after the code),
    /// with spaces, dots, hyphens and parentheses anywhere.
    /// </summary>
    /// <returns>The number, or an error of <see cref="PhoneNumberErrors"/>.</returns>
    public static Result<PhoneNumber> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return PhoneNumberErrors.Missing;
        }

        if (text.Length > MaximumTextLength || !TryCompact(text, out var digits, out var isInternational))
        {
            return PhoneNumberErrors.Unreadable;
        }

        return isInternational ? International(digits) : National(digits);
    }

    /// <summary>Never the whole number: it must not reach a log.</summary>
    public override string ToString() => Masked;

    private static bool TryCompact(string text, out string digits, out bool isInternational)
    {
        var kept = new StringBuilder(text.Length);
        var plus = false;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                kept.Append(character);
            }
            else if (character == '+' && !plus && kept.Length == 0)
            {
                plus = true;
            }
            else if (!Separators.Contains(character, StringComparison.Ordinal))
            {
                digits = "";
                isInternational = false;
                return false;
            }
        }

        digits = kept.ToString();
        isInternational = plus;
        if (!plus && digits.StartsWith("00", StringComparison.Ordinal))
        {
            digits = digits[2..];
            isInternational = true;
        }

        return digits.Length > 0;
    }

    private static Result<PhoneNumber> National(string digits)
    {
        // 15, 112, 3114, 39 89, 118 008: nobody's line.
        if (digits.Length is >= 2 and <= 6)
        {
            return PhoneNumberErrors.NotCallable;
        }

        return digits.Length == 10 && digits[0] == '0' ? Nine(digits[1..], givenCode: null) : PhoneNumberErrors.Unreadable;
    }

    private static Result<PhoneNumber> International(string digits)
    {
        var code = PhoneNumberPlan.CountryCodes.FirstOrDefault(code => digits.StartsWith(code, StringComparison.Ordinal));
        if (code is null)
        {
            return digits.Length < 7 ? PhoneNumberErrors.Unreadable : PhoneNumberErrors.Foreign;
        }

        var subscriber = digits[code.Length..];
        if (PhoneNumberPlan.IsShortOverseasNumber(code, subscriber))
        {
            return new PhoneNumber($"+{code}{subscriber}");
        }

        // "+33 (0)6…": the trunk prefix is written out of habit and is not part of the number.
        if (subscriber.Length == 10 && subscriber[0] == '0')
        {
            subscriber = subscriber[1..];
        }

        return subscriber.Length == 9 ? Nine(subscriber, code) : PhoneNumberErrors.Unreadable;
    }

    private static Result<PhoneNumber> Nine(string subscriber, string? givenCode)
    {
        if (PhoneNumberPlan.IsSpecial(subscriber))
        {
            return PhoneNumberErrors.NotCallable;
        }

        if (givenCode is null && subscriber.StartsWith("508", StringComparison.Ordinal) && PhoneNumberPlan.IsShortOverseasNumber("508", subscriber[3..]))
        {
            return new PhoneNumber($"+{subscriber}");
        }

        var code = givenCode is not null && PhoneNumberPlan.IsOverseasVoice(givenCode, subscriber) ? givenCode : PhoneNumberPlan.CountryCodeOf(subscriber);
        return code is null || (givenCode is not null && givenCode != code) ? PhoneNumberErrors.Unassigned : new PhoneNumber($"+{code}{subscriber}");
    }
}

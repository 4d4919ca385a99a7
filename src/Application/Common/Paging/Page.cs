using System.Buffers.Text;
using FluentValidation;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Paging;

/// <summary>A stretch of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">Where the next stretch starts; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>Makes a page of rows read with one more than asked for, which tells whether there is a next page.</summary>
    public static Page<T> Of(IReadOnlyList<T> rows, PageRequest request, Func<T, Guid> idOf) => rows.Count > request.Size
        ? new Page<T>([.. rows.Take(request.Size)], Cursor.Write(idOf(rows[request.Size - 1])))
        : new Page<T>(rows, null);
}

/// <summary>Which stretch of a list is asked for.</summary>
/// <param name="Limit">1 to 100; 20 where it is absent.</param>
/// <param name="After">The <c>nextCursor</c> of the page before.</param>
public sealed record PageRequest(int? Limit, string? After)
{
    public const int DefaultSize = 20;
    public const int LargestSize = 100;

    public int Size => Limit ?? DefaultSize;

    /// <summary>The id of the last item of the page before.</summary>
    public Guid? AfterId { get; } = Cursor.Read(After);
}

/// <summary>Lists are ordered by id, which is ordered by time; the cursor is the last id, made opaque.</summary>
internal static class Cursor
{
    private const int IdLength = 16;

    public static string Write(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    public static Guid? Read(string? cursor)
    {
        Span<byte> bytes = stackalloc byte[IdLength];
        return cursor is not null && cursor.Length <= IdLength * 2 && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var written)
            && written == IdLength
            ? new Guid(bytes, bigEndian: true)
            : null;
    }
}

/// <summary>What every list checks.</summary>
internal sealed class PageRequestValidator : AbstractValidator<PageRequest>
{
    public PageRequestValidator()
    {
        RuleFor(page => page.Limit).InclusiveBetween(1, PageRequest.LargestSize).OverridePropertyName("limit");
        RuleFor(page => page.After).Must((page, cursor) => cursor is null || page.AfterId is not null)
            .WithMessage(_ => PagingErrors.UnknownCursor.Text.ToString()).OverridePropertyName("cursor");
    }
}

public static class PagingErrors
{
    public static Error UnknownCursor { get; } = Error.Invalid(
        "Ce curseur n’est pas valable : reprenez la liste depuis le début.",
        "This cursor is not valid: start the list again.");
}

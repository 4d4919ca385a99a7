using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Common;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>Which refusal a unique index stands for, said beside the index in its configuration.</summary>
internal static class UniqueErrors
{
    private const string Annotation = "MobileBackend:UniqueError";

    /// <summary>A command that violates the index is answered with <paramref name="error"/>, rather than run again.</summary>
    public static IndexBuilder<TEntity> HasUniqueError<TEntity>(this IndexBuilder<TEntity> index, Error error) =>
        // The error is nothing of the schema: a migration could not write it down, and does not see it.
        EF.IsDesignTime ? index : index.HasAnnotation(Annotation, error);

    /// <summary>The refusal that the index stands for; null where a violation is no more than a lost race.</summary>
    public static Error? FindUniqueError(this IReadOnlyIndex index) => index.FindAnnotation(Annotation)?.Value as Error;
}

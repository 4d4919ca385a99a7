using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Storage;

/// <summary>Stored forms, sealed.</summary>
public static class StoredFormSealing
{
    /// <summary>Seals a form for its column and row.</summary>
    public static SealedText SealForm<TForm>(this IPersonalDataSealer sealer, string column, Guid row, TForm form)
        where TForm : IStoredForm
    {
        ArgumentNullException.ThrowIfNull(sealer);
        return sealer.Seal(column, row, StoredText.Write(form));
    }

    /// <summary>For a form of which there is one version so far.</summary>
    /// <exception cref="StoredFormException">The text is not of this form.</exception>
    public static TForm OpenForm<TForm>(this IPersonalDataSealer sealer, string column, Guid row, SealedText text)
        where TForm : IStoredForm
    {
        ArgumentNullException.ThrowIfNull(sealer);
        return StoredText.Read<TForm>(sealer.Open(column, row, text));
    }
}

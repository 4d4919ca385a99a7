using Microsoft.AspNetCore.Mvc.ModelBinding;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Json;

namespace MobileBackend.Api.Binding;

/// <summary>Reads query and path values in the same words as bodies, where the framework would guess or be lenient.</summary>
internal sealed class WireValueBinder(Type type) : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        ArgumentNullException.ThrowIfNull(bindingContext);
        var values = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (values == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, values);
        if (values.Length == 1 && TryRead(values.FirstValue!, out var value))
        {
            bindingContext.Result = ModelBindingResult.Success(value);
        }
        else
        {
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, ApiErrors.InvalidValue.Text.ToString());
        }

        return Task.CompletedTask;
    }

    private bool TryRead(string text, out object? value)
    {
        if (type.IsEnum)
        {
            return WireValues.TryReadEnum(type, text, out value);
        }

        // A plus sign that a client forgot to escape arrives as a space; an instant has no other space.
        (var read, value) = type switch
        {
            _ when type == typeof(DateTimeOffset) => (WireValues.TryReadInstant(text.Replace(' ', '+'), out var instant), (object?)instant),
            _ when type == typeof(DateOnly) => (WireValues.TryReadDate(text, out var date), date),
            _ when type == typeof(TimeOnly) => (WireValues.TryReadClockTime(text, out var time), time),
            _ => (WireValues.IsStorable(text), text),
        };
        return read;
    }
}

internal sealed class WireValueBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.BindingInfo.BindingSource == BindingSource.Header)
        {
            // The framework's header binder comes first; it asks again for a binder of the value that it found.
            return null;
        }

        var type = context.Metadata.UnderlyingOrModelType;
        return type.IsEnum || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(string)
            ? new WireValueBinder(type)
            : null;
    }
}
